namespace Rapport.Web.Shared;

public enum StepState
{
    Done,
    Now,
    Ahead,
}

/// <summary>One step of a road that a record travels.</summary>
public sealed record Step(string Label, StepState State);
