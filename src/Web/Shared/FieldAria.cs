namespace Rapport.Web.Shared;

/// <summary>What a control inside a <see cref="Field"/> carries, so that it is named, described and marked when wrong.</summary>
public sealed record FieldAria(string Id, string? DescribedBy, string? Invalid);
