using Microsoft.AspNetCore.Components;

namespace Rapport.Web.Shared;

/// <summary>What every ready-made field takes.</summary>
public abstract class FieldBase : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What was typed, also when it is wrong.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public string? Id { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Required { get; set; }

    /// <summary>Further attributes of the control itself: autocomplete, maxlength, inputmode, hx-….</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }
}
