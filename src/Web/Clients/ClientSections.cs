using System.Globalization;
using Rapport.Clients;
using Rapport.Values;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>A part of a client that is edited by itself.</summary>
public enum ClientSection
{
    Basics,
    Addresses,
    Billing,
    Values,
    Criteria,
    Topics,
    Tags,
}

/// <summary>The repeated parts of a client's form: their fields, their rows, and what the rows say.</summary>
internal static class ClientSections
{
    /// <summary>The name of the list in the form, which is also the one in errors but for its first letter; null for what is no list.</summary>
    public static string? List(this ClientSection section) =>
        section switch
        {
            ClientSection.Addresses => "Addresses",
            ClientSection.Billing => "BillingEntities",
            ClientSection.Values => "Values",
            ClientSection.Criteria => "WinningCriteria",
            ClientSection.Topics => "AvoidedTopics",
            _ => null,
        };

    public static IReadOnlyList<FormColumn> Columns(this ClientSection section) =>
        section switch
        {
            ClientSection.Addresses =>
            [
                new(
                    "Kind",
                    ClientWords.AddressKind,
                    ClientTexts.Options<AddressKind>(k => k.Label())
                ),
                new("Street", ClientWords.Street),
                new("PostalCode", ClientWords.PostalCode),
                new("City", ClientWords.City),
                new("Region", ClientWords.Region),
                new("Country", ClientWords.Country),
            ],
            ClientSection.Billing =>
            [
                new("Name", ClientWords.BillingName, Required: true),
                new("VatId", ClientWords.VatId),
                new("Email", ClientWords.BillingEmail, Type: "email"),
                new(
                    "Currency",
                    ClientWords.Currency,
                    [new("", ClientWords.NotKnown), .. World.Currencies]
                ),
                new("TermsDays", ClientWords.TermsDays),
                new("Address", ClientWords.BillingAddress, Long: true),
            ],
            ClientSection.Values =>
            [
                new("Text", ClientWords.ValueText, Long: true, Required: true),
                new(
                    "Compliance",
                    ClientWords.WhereWeStand,
                    ClientTexts.Options<Compliance>(c => c.Label())
                ),
                new("Evidence", ClientWords.Evidence, Long: true),
            ],
            ClientSection.Criteria => [new("Text", ClientWords.CriterionText, Long: true)],
            ClientSection.Topics =>
            [
                new("Text", ClientWords.TopicText, Required: true),
                new("Why", ClientWords.TopicWhy, Long: true),
            ],
            _ => [],
        };

    /// <summary>What the section's form speaks of.</summary>
    public static FormShape Shape(this ClientSection section) =>
        section switch
        {
            ClientSection.Basics => ClientInput.Shape,
            ClientSection.Tags => new([new("Tags", ClientWords.Tags)]),
            _ => new([], section.List(), section.Columns(), section.RowLabel()),
        };

    public static string RowLabel(this ClientSection section) =>
        section switch
        {
            ClientSection.Addresses => ClientWords.RowAddress,
            ClientSection.Billing => ClientWords.RowBilling,
            ClientSection.Values => ClientWords.RowValue,
            ClientSection.Criteria => ClientWords.RowCriterion,
            _ => ClientWords.RowTopic,
        };

    public static List<FormRow> Rows(this ClientSection section, ClientDetails said) =>
        section switch
        {
            ClientSection.Addresses =>
            [
                .. said.Addresses!.Select(a =>
                    Row(
                        a.Id,
                        ("Kind", a.Kind.ToString()),
                        ("Street", a.Street),
                        ("PostalCode", a.PostalCode),
                        ("City", a.City),
                        ("Region", a.Region),
                        ("Country", a.Country)
                    )
                ),
            ],
            ClientSection.Billing =>
            [
                .. said.BillingEntities!.Select(b =>
                    Row(
                        b.Id,
                        ("Name", b.Name),
                        ("VatId", b.VatId),
                        ("Email", b.Email),
                        ("Address", b.Address),
                        ("Currency", b.Currency),
                        ("TermsDays", b.TermsDays?.ToString(CultureInfo.InvariantCulture))
                    )
                ),
            ],
            ClientSection.Values =>
            [
                .. said.Values!.Select(v =>
                    Row(
                        v.Id,
                        ("Text", v.Text),
                        ("Compliance", v.Compliance.ToString()),
                        ("Evidence", v.Evidence)
                    )
                ),
            ],
            ClientSection.Criteria =>
            [
                .. said.WinningCriteria!.Select(w => Row(w.Id, ("Text", w.Text))),
            ],
            ClientSection.Topics =>
            [
                .. said.AvoidedTopics!.Select(a => Row(a.Id, ("Text", a.Text), ("Why", a.Why))),
            ],
            _ => [],
        };

    /// <summary>The rows as what may be said of a client; the lists not spoken of stay as they are.</summary>
    public static ClientDetails Said(
        this ClientSection section,
        ClientDetails before,
        List<FormRow> rows,
        Faults faults
    )
    {
        var untouched = before.WithoutLists();
        return section switch
        {
            ClientSection.Addresses => untouched with
            {
                Addresses = rows.ConvertAll(r => new AddressDetails(
                    r.Record,
                    Choice.Of<AddressKind>(r["Kind"]) ?? default,
                    r["Street"],
                    r["PostalCode"],
                    r["City"],
                    r["Region"],
                    r["Country"]
                )),
            },
            ClientSection.Billing => untouched with
            {
                BillingEntities =
                [
                    .. rows.Index()
                        .Select(x => new BillingDetails(
                            x.Item.Record,
                            x.Item["Name"],
                            x.Item["VatId"],
                            x.Item["Email"],
                            x.Item["Address"],
                            x.Item["Currency"]?.Trim().ToUpperInvariant(),
                            WholeInput.Read(
                                $"billingEntities[{x.Index}].termsDays",
                                x.Item["TermsDays"],
                                faults
                            )
                        )),
                ],
            },
            ClientSection.Values => untouched with
            {
                Values = rows.ConvertAll(r => new ValueDetails(
                    r.Record,
                    r["Text"],
                    Choice.Of<Compliance>(r["Compliance"]) ?? default,
                    r["Evidence"]
                )),
            },
            ClientSection.Criteria => untouched with
            {
                WinningCriteria = rows.ConvertAll(r => new CriterionDetails(r.Record, r["Text"])),
            },
            ClientSection.Topics => untouched with
            {
                AvoidedTopics = rows.ConvertAll(r => new AvoidedDetails(
                    r.Record,
                    r["Text"],
                    r["Why"]
                )),
            },
            _ => untouched,
        };
    }

    private static FormRow Row(Guid? id, params (string Name, string? Value)[] fields) =>
        new(
            fields
                .Append((FormRow.Id, id?.ToString()))
                .ToDictionary(f => f.Item1, f => f.Item2 ?? "", StringComparer.Ordinal)
        );
}
