using Microsoft.AspNetCore.Components;
using Rapport.Contacts;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Contacts;

/// <summary>The page of one act with a contact: whom it concerns, what was typed, what was wrong.</summary>
public abstract class ContactActView : PageView
{
    [Parameter, EditorRequired]
    public required ContactRecord Contact { get; set; }

    [Parameter, EditorRequired]
    public required ContactActForm Input { get; set; }

    [Parameter, EditorRequired]
    public required string Once { get; set; }

    [Parameter]
    public Refusal? Refusal { get; set; }

    protected string Name => Contact.Details.Name!;

    protected string Href => $"/contacts/{Contact.Id}";
}
