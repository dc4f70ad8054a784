namespace Rapport.Import.Reading;

/// <summary>What a column can be for an opportunity, with the headers that mean it.</summary>
public static class OpportunityFields
{
    /// <summary>Names of the fields.</summary>
    public const string Name = "name",
        Client = "client",
        Owner = "owner",
        Stage = "stage",
        Value = "value",
        Currency = "currency",
        Probability = "probability",
        Opened = "opened",
        Closed = "closed",
        Product = "product",
        System = "system",
        ExternalId = "externalId",
        Number = "number",
        ClientKey = "clientKey";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new(
            Name,
            FieldType.Text,
            "opportunity name|deal name|opportunity|deal|title|deal title|topic|subject|project|project name|verkaufschance|chance|projekt|bezeichnung|name der verkaufschance|angebot|nombre del negocio|nombre de la oportunidad|oportunidad|negocio|asunto|proyecto",
            2
        ),
        new(
            Client,
            FieldType.Client,
            "account|account name|company|company name|associated company|primary company|customer|client|client name|customer name|organization|organisation|organization name|potential customer|firma|firmenname|kunde|kundenname|unternehmen|cuenta|cliente|empresa|nombre de la cuenta|compania|associated company names|associated company primary"
        ),
        new(
            Owner,
            FieldType.Person,
            "opportunity owner|deal owner|owner name|sales agent|sales rep|sales person|salesperson|account manager|assigned to|responsible|user|besitzer|verkaufer|vertriebsmitarbeiter|zustandig|verantwortlich|betreuer|propietario|propietario del negocio|propietario de la oportunidad|vendedor|comercial|responsable"
        ),
        new(
            Stage,
            FieldType.Enum,
            "deal stage|opportunity stage|sales stage|pipeline stage|status|phase|verkaufsphase|vertriebsphase|stufe|etapa|etapa del negocio|fase|etapa de ventas|estado",
            4
        ),
        new(
            Value,
            FieldType.Money,
            "amount|close value|deal value|deal amount|opportunity value|opportunity amount|expected revenue|est revenue|estimated revenue|total|price|volume|revenue|betrag|wert|auftragswert|volumen|angebotswert|auftragsvolumen|umsatz|importe|valor|monto|cantidad|valor del negocio|importe total|ingresos estimados",
            4
        ),
        new(
            Currency,
            FieldType.Text,
            "deal currency|opportunity currency|currency code|amount currency|currency iso code|wahrung|moneda|divisa"
        ),
        new(
            Probability,
            FieldType.Number,
            "probability percent|win probability|deal probability|chance percent|likelihood|wahrscheinlichkeit|abschlusswahrscheinlichkeit|probabilidad|probabilidad de cierre",
            4
        ),
        new(
            Opened,
            FieldType.Date,
            "engage date|create date|created date|created|open date|opened on|start date|date created|created on|deal created|creation date|erstellt am|erstellt|angelegt am|beginn|erfasst am|eroffnet|fecha de creacion|fecha creacion|fecha de apertura|fecha de inicio|creado",
            2
        ),
        new(
            Closed,
            FieldType.Date,
            "close date|closing date|expected close date|closed date|closed on|est close date|estimated close date|expected closing date|won date|deal closed|abschlussdatum|abschluss|erwarteter abschluss|geplanter abschluss|voraussichtlicher abschluss|fecha de cierre|fecha cierre|cierre previsto|fecha estimada de cierre|fecha prevista de cierre",
            4
        ),
        new(
            Product,
            FieldType.Text,
            "product name|service|products|line item|produkt|leistung|dienstleistung|producto|servicio|product interest",
            3
        ),
        new(System, FieldType.Text, "source system|origin system|quellsystem|sistema de origen"),
        new(
            ExternalId,
            FieldType.Text,
            "record id|opportunity id|deal id|id|external id|externe id|id externo|id de registro|id de la oportunidad",
            2
        ),
        new(
            Number,
            FieldType.Text,
            "opportunity number|deal number|chancennummer|numero de oportunidad"
        ),
        new(
            ClientKey,
            FieldType.Text,
            "account id|associated company id|associated company ids|company id|client id"
        ),
    ];
}
