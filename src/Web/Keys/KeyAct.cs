using Rapport.People;

namespace Rapport.Web.Keys;

/// <summary>Where a key works.</summary>
public enum KeyScope
{
    Everywhere,

    /// <summary>Where rows stand.</summary>
    List,

    /// <summary>On the page of one record.</summary>
    Record,

    /// <summary>In a form, also while one types: with Ctrl or ⌘ alone.</summary>
    Form,
}

/// <summary>What a key does.</summary>
public enum KeyDeed
{
    /// <summary>Leads to an address.</summary>
    Go,

    /// <summary>Presses the element that carries the act's name as <c>data-act</c>; a field is entered.</summary>
    Press,

    /// <summary>Something that keys.js knows by the act's name.</summary>
    Run,
}

/// <summary>One thing that can be done by key, and by the palette. A screen declares its own beside its pages.</summary>
/// <param name="Name">By which it is marked, stored and run; never shown.</param>
/// <param name="Usual">As <see cref="KeyStrokes"/> reads it; empty where it has no key until somebody gives it one.</param>
/// <param name="Label">Read in the culture of the request.</param>
/// <param name="Address">Where it leads, of one that goes.</param>
/// <param name="Needs">Who may not do this is not told of it.</param>
public sealed record KeyAct(
    string Name,
    string Usual,
    KeyScope Scope,
    KeyDeed Deed,
    Func<string> Label,
    string? Address = null,
    Act Needs = Act.Look
);
