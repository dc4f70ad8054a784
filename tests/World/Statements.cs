using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rapport.Tests.World;

/// <summary>Counts the SQL statements that a piece of work sends, however many other tests run beside it.</summary>
public sealed class Statements
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<List<string>?> Current = new();

    static Statements() => DiagnosticListener.AllListeners.Subscribe(new Statements());

    private Statements() { }

    /// <summary>The statements of the work, in their order.</summary>
    public static async Task<IReadOnlyList<string>> Of(Func<Task> work)
    {
        var sent = new List<string>();
        Current.Value = sent;
        try
        {
            await work();
        }
        finally
        {
            Current.Value = null;
        }
        return sent;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Microsoft.EntityFrameworkCore.DbLoggerCategory.Name)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            Current.Value is { } sent
            && value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData command
        )
        {
            sent.Add(command.Command.CommandText);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
