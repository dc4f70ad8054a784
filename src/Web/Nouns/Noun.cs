using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.History;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Nouns;

/// <summary>
/// A noun whose screens follow from its description: its list with filters, views, changes and exports, the page of a
/// record, its history, its keys, its live updates and its API. A noun with more to say on a screen writes that one
/// itself, and keeps the rest. Discovered.
/// </summary>
public abstract class Noun
{
    private static readonly Lazy<Noun[]> Described = new(Discovered.All<Noun>);

    public static IReadOnlyList<Noun> All => Described.Value;

    public static Noun? OfKind(string kind) => All.FirstOrDefault(n => n.Kind == kind);

    /// <summary>The name of its rows, such as <c>Client</c>.</summary>
    public abstract string Kind { get; }

    public abstract ListOf List { get; }

    /// <summary>By the name of its file among the icons.</summary>
    public abstract string Icon { get; }

    /// <summary>By which one goes there, after g.</summary>
    public abstract char Letter { get; }

    /// <summary>Many of them, in the reader's language.</summary>
    public abstract string Title { get; }

    /// <summary>One of them.</summary>
    public abstract string One { get; }

    /// <summary>What the list says while there is none.</summary>
    public abstract string Empty { get; }

    /// <summary>How there will be one.</summary>
    public abstract string EmptyHow { get; }

    /// <summary>How it speaks of its fields and choices.</summary>
    public abstract ListSpeech Speech { get; }

    public string Path => "/" + List.Key;

    public NavItem Area => new(List.Key, Path, Icon, Title, Act.Look, Letter);

    public HistoryOf History => new(Kind, Path, List.Key, Api: Path);

    /// <summary>What the audit calls a property, as the list calls the field of that name; null where it has none.</summary>
    public string? Field(string property) =>
        List.Field(property) is { } field ? Speech.Field(field.Key) : null;

    /// <summary>What the audit wrote of a choice, in words; null of what is none.</summary>
    public string? Choice(string property, string value) =>
        List.Field(property)?.Choices?.Find(value) is { } choice ? Speech.Of(choice) : null;

    internal abstract void MapPages(IEndpointRouteBuilder pages);

    internal abstract void MapApi(IEndpointRouteBuilder api);
}

/// <inheritdoc />
public abstract class Noun<TRow>(ListOf<TRow> list) : Noun
    where TRow : Data.Row
{
    public sealed override string Kind => typeof(TRow).Name;

    public sealed override ListOf List => list;

    internal sealed override void MapPages(IEndpointRouteBuilder pages) =>
        new NounPages<TRow>(this, list).MapAll(pages);

    internal sealed override void MapApi(IEndpointRouteBuilder api) =>
        new NounApi<TRow>(this, list).Map(api);
}
