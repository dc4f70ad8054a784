using NodaTime;

namespace Rapport.Data;

/// <summary>
/// Knows the processes of this machine that run on one data folder. Each holds a file open that the kernel lets go of
/// however it ends, so that what a killed one held is free at once. Of a process elsewhere nothing is known: it is taken
/// to live until its time is up.
/// </summary>
internal static class Living
{
    private static readonly Duration Kept = Duration.FromDays(1);
    private static readonly Lock Entering = new();
    private static readonly Dictionary<string, FileStream> Mine = new(StringComparer.Ordinal);

    /// <summary>Says in the folder that this process lives, before it takes anything there.</summary>
    public static void Enter(string folder, string process, Instant now)
    {
        // Several loops begin at once, and a file that is held by one of them looks like another process to the next.
        lock (Entering)
        {
            if (Mine.ContainsKey(folder))
            {
                return;
            }
            Directory.CreateDirectory(Path.Combine(folder, "processes"));
            Sweep(folder, now);
            Mine.Add(folder, Hold(PathOf(folder, process), FileMode.Create));
        }
    }

    /// <summary>True only where it is certain: it ran here, on this folder, and the kernel has let its file go.</summary>
    public static bool IsDead(string folder, string process)
    {
        var path = PathOf(folder, process);
        return File.Exists(path) && IsFree(path);
    }

    /// <summary>Files of the dead, when nothing can be held in their name any more.</summary>
    private static void Sweep(string folder, Instant now)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, "processes")))
        {
            if (File.GetLastWriteTimeUtc(path) < (now - Kept).ToDateTimeUtc() && IsFree(path))
            {
                File.Delete(path);
            }
        }
    }

    private static bool IsFree(string path)
    {
        try
        {
            Hold(path, FileMode.Open).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static FileStream Hold(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None);

    private static string PathOf(string folder, string process) =>
        Path.Combine(folder, "processes", process);
}
