namespace Rapport.Web.Shared;

/// <summary>The five ways a firm meets its client, each with its own colour and word.</summary>
public enum Touchpoint
{
    Sales,
    Marketing,
    Engagement,
    Delivery,
    Finance,
}

public static class Touchpoints
{
    public static string Css(this Touchpoint touchpoint) =>
        "t-" + touchpoint.ToString().ToLowerInvariant();

    public static string Label(this Touchpoint touchpoint) =>
        touchpoint switch
        {
            Touchpoint.Sales => SharedWords.TouchpointSales,
            Touchpoint.Marketing => SharedWords.TouchpointMarketing,
            Touchpoint.Engagement => SharedWords.TouchpointEngagement,
            Touchpoint.Delivery => SharedWords.TouchpointDelivery,
            _ => SharedWords.TouchpointFinance,
        };
}
