namespace Rapport.Web.Shared;

/// <summary>Which element a <see cref="Pager"/> is, after what it stands among.</summary>
public enum PagerElement
{
    Block,
    Item,
    TableRow,
}
