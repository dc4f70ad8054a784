namespace Rapport.Web.Shared;

/// <summary>
/// Somebody who took part. <paramref name="Value"/> is what the form sends: "contact:GUID", "colleague:GUID", or
/// the words themselves for somebody we keep no record of.
/// </summary>
public sealed record Participant(string Value, string Label);
