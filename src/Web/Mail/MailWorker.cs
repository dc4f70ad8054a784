using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Rapport.Mail;

namespace Rapport.Web.Mail;

/// <summary>
/// The process that speaks SMTP, a child of this one: mails go in by its standard input, what became of them comes back by
/// its standard output. It ends with us, however we end, since its input ends then.
/// </summary>
internal sealed class MailWorker : IDisposable
{
    /// <summary>Where the build puts it.</summary>
    private static readonly string Script = Path.Combine(
        AppContext.BaseDirectory,
        "mail",
        "worker.cjs"
    );

    private readonly Process process;
    private readonly MailSetting setting;
    private readonly ConcurrentDictionary<
        Guid,
        TaskCompletionSource<(MailOutcome, string?)>
    > waiting = [];

    private MailWorker(Process process, MailSetting setting, Action<string> complained)
    {
        (this.process, this.setting) = (process, setting);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } said)
            {
                complained(said);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>By which the operating system knows it.</summary>
    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <param name="complained">Told what it says on standard error.</param>
    /// <exception cref="Win32Exception">Node is not there.</exception>
    public static MailWorker Start(MailSetting setting, Action<string> complained)
    {
        var start = new ProcessStartInfo("node", [Script])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        // It knows the server, and nothing else that we were told.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["RAPPORT_SMTP_URL"] = setting.Smtp.OriginalString;
        return new MailWorker(Process.Start(start)!, setting, complained);
    }

    /// <summary>Has a mail sent; answers what became of it, also when the worker dies over it: it may go another time.</summary>
    public async Task<(MailOutcome Outcome, string? Answer)> Send(
        TakenMail mail,
        CancellationToken cancel
    )
    {
        var done = new TaskCompletionSource<(MailOutcome, string?)>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        waiting[mail.Id] = done;
        try
        {
            await process.StandardInput.WriteLineAsync(
                MailLine.Of(mail, setting).AsMemory(),
                cancel
            );
            await process.StandardInput.FlushAsync(cancel);
            return await done.Task.WaitAsync(cancel);
        }
        finally
        {
            waiting.TryRemove(mail.Id, out _);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }

    /// <summary>Null when its output has ended, and it with it: what it held may or may not have been sent.</summary>
    private void Hear(string? line)
    {
        if (line is null)
        {
            foreach (var done in waiting.Values)
            {
                done.TrySetException(new IOException("The mail worker ended."));
            }
            return;
        }
        if (OutcomeLine.Read(line) is { } said && waiting.TryGetValue(said.Id, out var asked))
        {
            asked.TrySetResult((said.Outcome, said.Detail));
        }
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("RAPPORT_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase);
}
