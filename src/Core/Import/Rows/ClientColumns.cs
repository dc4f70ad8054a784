using System.Globalization;
using Rapport.Clients;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>The columns that hold a client's parts, by the rules that the client's own page keeps.</summary>
internal static class ClientColumns
{
    public static IReadOnlyList<IPartColumn> All(Batch batch) =>
        [
            new PartColumn<Address>(batch, ClientFields.FurtherAddresses, Key, Fill)
            {
                Skipped = 1,
            },
            new PartColumn<BillingEntity>(
                batch,
                ClientFields.BillingEntities,
                b => Folded.Key(b.Name),
                Fill
            ),
            new PartColumn<ClientValue>(batch, ClientFields.Values, v => Folded.Key(v.Text), Fill),
            new PartColumn<WinningCriterion>(
                batch,
                ClientFields.WinningCriteria,
                c => Folded.Key(c.Text),
                (client, line, row, faults) =>
                    new CriterionDetails(null, line[0]).Row(
                        client,
                        ClientFields.WinningCriteria,
                        faults,
                        row
                    )
            ),
            new PartColumn<AvoidedTopic>(
                batch,
                ClientFields.AvoidedTopics,
                t => Folded.Key(t.Text),
                (client, line, row, faults) =>
                    new AvoidedDetails(null, line[0], line[1] ?? row?.Why).Row(
                        client,
                        ClientFields.AvoidedTopics,
                        faults,
                        row
                    )
            ),
        ];

    private static string Key(Address a) =>
        Folded.Key($"{a.Kind}\n{a.Street}\n{a.PostalCode}\n{a.City}\n{a.Region}\n{a.Country}");

    private static Address Fill(Guid client, CellLine line, Address? row, Faults faults)
    {
        var kind = Enums.Word<AddressKind>(line, 0);
        faults.If(kind is null, ClientFields.FurtherAddresses, Fault.Unknown);
        return new AddressDetails(
            null,
            kind ?? AddressKind.Visit,
            line[1],
            line[2],
            line[3],
            line[4],
            line[5]
        ).Row(client, ClientFields.FurtherAddresses, faults, row);
    }

    private static BillingEntity Fill(Guid client, CellLine line, BillingEntity? row, Faults faults)
    {
        var days = int.TryParse(line[5], NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            ? d
            : (int?)null;
        faults.If(
            line[5] is not null && days is null,
            ClientFields.BillingEntities,
            Fault.NotANumber
        );
        return new BillingDetails(
            null,
            line[0],
            line[1] ?? row?.VatId,
            line[2] ?? row?.Email,
            line[3] ?? row?.Address,
            line[4] ?? row?.Currency,
            days ?? row?.TermsDays
        ).Row(client, ClientFields.BillingEntities, faults, row);
    }

    private static ClientValue Fill(Guid client, CellLine line, ClientValue? row, Faults faults)
    {
        var kept = Enums.Word<Compliance>(line, 1);
        faults.If(line[1] is not null && kept is null, ClientFields.Values, Fault.Unknown);
        return new ValueDetails(
            null,
            line[0],
            kept ?? row?.Compliance ?? Compliance.NotYetKnown,
            line[2] ?? row?.Evidence
        ).Row(client, ClientFields.Values, faults, row);
    }
}
