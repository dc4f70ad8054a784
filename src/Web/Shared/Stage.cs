namespace Rapport.Web.Shared;

public enum StageState
{
    Done,
    Now,
    Ahead,
}

/// <summary>One step of a road that a record travels.</summary>
public sealed record Stage(string Label, StageState State);
