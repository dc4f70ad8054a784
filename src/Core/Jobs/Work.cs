using Rapport.Data;

namespace Rapport.Jobs;

/// <summary>A kind of long work, discovered. What a step did, and where the next begins, are committed as one.</summary>
public interface IWork
{
    string Kind { get; }

    /// <summary>As whom it reads and writes.</summary>
    /// <param name="db">For what has to be looked up to say so.</param>
    Task<Viewer> ViewerOf(Job job, Db db, CancellationToken cancel);

    /// <summary>
    /// Does the next piece, at most a second or so of it. Changes tracked rows and the job's cursor and progress; the
    /// runner saves all of it in one transaction, so a step that died half-way never was.
    /// </summary>
    Task<StepResult> Step(Db db, Job job, CancellationToken cancel);
}

public enum StepResult
{
    More,
    Done,
}
