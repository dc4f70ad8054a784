using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Rapport.Values;

/// <summary>An amount in the form in which pages and the API say it, before anybody checked it.</summary>
/// <param name="Minor">Whole minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record MoneyDetails(
    [property: JsonRequired] long Minor,
    [property: Required] string Currency
)
{
    public static MoneyDetails? Of(Money? money) =>
        money is { } m ? new(m.Minor, m.Currency) : null;
}
