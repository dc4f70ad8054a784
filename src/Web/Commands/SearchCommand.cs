using System.CommandLine;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.Search;

namespace Rapport.Web.Commands;

/// <summary><c>rapport search rebuild</c>: makes the search index anew; started again, it goes on where it was stopped.</summary>
internal static class SearchCommand
{
    private const string Kind = "search-rebuild";

    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var rebuild = new Command(
            "rebuild",
            "Make the search index anew from the records; goes on where it was stopped."
        )
        {
            json,
        };
        rebuild.SetAction((parsed, cancel) => Rebuild(parsed.GetValue(json), cancel));
        return new Command("search", "The search index.") { rebuild };
    }

    private static Task<int> Rebuild(bool json, CancellationToken cancel) =>
        Surroundings.Run(
            "search",
            async services =>
            {
                var db = services.GetRequiredService<Db>();
                var job = await Open(db, cancel);
                var written = 0L;
                while (!job.IsOver)
                {
                    var step = await Rapport.Search.Rebuild.Step(db, Place(job), cancel);
                    written += step.Written;
                    // What a step wrote stands already; done again after a stop in between, it finds nothing to write.
                    job = await db.Set<Job>().SingleAsync(j => j.Id == job.Id, cancel);
                    job.Done += step.Seen;
                    job.Cursor = JsonSerializer.Serialize(step.Next, Hosting.Json.Options);
                    if (step.Next is null)
                    {
                        (job.State, job.FinishedAt) = (JobState.Done, db.Now);
                    }
                    await db.SaveChangesAsync(cancel);
                    if (!json)
                    {
                        await Console.Error.WriteAsync($"\r{job.Done:N0} records seen");
                    }
                }
                Console.WriteLine(
                    json
                        ? JsonSerializer.Serialize(
                            new { seen = job.Done, written },
                            Hosting.Json.Options
                        )
                        : $"\n{job.Done:N0} records seen, {written:N0} entries written"
                );
                return Exit.Done;
            }
        );

    private static async Task<Job> Open(Db db, CancellationToken cancel)
    {
        var stopped = await db.Set<Job>()
            .FirstOrDefaultAsync(j => j.Kind == Kind && j.State == JobState.Running, cancel);
        if (stopped is not null)
        {
            return stopped;
        }
        var job = new Job
        {
            Kind = Kind,
            State = JobState.Running,
            CreatedAt = db.Now,
        };
        db.Add(job);
        await db.SaveChangesAsync(cancel);
        return job;
    }

    private static RebuildPlace Place(Job job) =>
        job.Cursor is null
            ? RebuildPlace.Begin
            : JsonSerializer.Deserialize<RebuildPlace>(job.Cursor, Hosting.Json.Options)
                ?? RebuildPlace.Begin;
}
