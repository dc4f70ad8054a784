namespace Rapport.Web.Shared;

/// <summary>One choice: what is sent and what is read. <paramref name="Group"/> puts it under a heading.</summary>
public sealed record Option(string Value, string Label, string? Group = null);
