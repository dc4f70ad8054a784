namespace Rapport.Import.Reading;

/// <summary>What a column can be for a client, with the headers that mean it.</summary>
public static class ClientFields
{
    /// <summary>Names of the fields.</summary>
    public const string Name = "name",
        LegalName = "legalName",
        Number = "number",
        Industry = "industry",
        Employees = "employees",
        Revenue = "revenue",
        Founded = "founded",
        Parent = "parent",
        Website = "website",
        Phone = "phone",
        Street = "street",
        PostalCode = "postalCode",
        City = "city",
        Region = "region",
        Country = "country",
        TimeZone = "timeZone",
        Currency = "currency",
        Languages = "languages",
        Tier = "tier",
        Stage = "stage",
        Tags = "tags",
        System = "system",
        ExternalId = "externalId",
        Owner = "owner",
        AddressKind = "addressKind",
        FurtherAddresses = "furtherAddresses",
        OpenHours = "openHours",
        BillingEntities = "billingEntities",
        Values = "values",
        WinningCriteria = "winningCriteria",
        AvoidedTopics = "avoidedTopics",
        Seats = "seats",
        ParentKey = "parentKey";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new(
            Name,
            FieldType.Text,
            "account|account name|company|company name|client|client name|customer|customer name|organization|organisation|organization name|organisation name|firm|business name|firma|firmenname|firmierung|unternehmen|unternehmensname|kunde|kundenname|organisation name|empresa|nombre de la empresa|nombre empresa|cliente|nombre del cliente|nombre cliente|compania|razon comercial|nombre|nombre comercial",
            2
        ),
        new(
            LegalName,
            FieldType.Text,
            "legal entity|legal entity name|registered name|full legal name|firmierung|rechtlicher name|eingetragener name|razon social|denominacion social",
            3
        ),
        new(
            Number,
            FieldType.Text,
            "account number|client number|customer number|customer no|client no|account no|kundennummer|kundennr|kunden nr|debitor|debitorennummer|numero de cliente|n cliente|no cliente|codigo cliente|codigo de cliente",
            2
        ),
        new(
            Industry,
            FieldType.Text,
            "sector|vertical|branch|line of business|industry sector|branche|wirtschaftszweig|industria|sector industrial|rubro|giro|actividad",
            3
        ),
        new(
            Employees,
            FieldType.Number,
            "number of employees|no of employees|num employees|employee count|headcount|staff|company size|size|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|mitarbeiteranzahl|beschaftigte|empleados|numero de empleados|no de empleados|plantilla",
            3
        ),
        new(
            Revenue,
            FieldType.Money,
            "annual revenue|yearly revenue|turnover|annual turnover|sales volume|umsatz|jahresumsatz|ingresos|ingresos anuales|facturacion|facturacion anual|ventas anuales",
            3
        ),
        new(
            Founded,
            FieldType.Number,
            "year established|year founded|founded year|established|founding year|foundation year|grundungsjahr|gegrundet|ano de fundacion|fundada|fundacion|fundado",
            3
        ),
        new(
            Parent,
            FieldType.Client,
            "subsidiary of|parent account|parent company|parent account name|parent name|parent organization|parent organisation|parent client|parent customer|belongs to|group|muttergesellschaft|mutterunternehmen|mutter|konzern|ubergeordnete firma|empresa matriz|matriz|grupo|sociedad matriz|cuenta principal",
            3
        ),
        new(
            Website,
            FieldType.Url,
            "web|web site|url|homepage|website url|company domain name|domain|company domain|internet|webseite|web page|internetseite|sitio web|pagina web|web site url",
            2
        ),
        new(
            Phone,
            FieldType.Phone,
            "phone number|telephone|main phone|company phone|office phone|business phone|telefon|telefonnummer|tel|rufnummer|telefono|numero de telefono|phone value|company main phone"
        ),
        new(
            Street,
            FieldType.Text,
            "billing street|address|street address|address line|billing address|address street|mailing street|shipping street|strasse|strasse und hausnummer|strasse hausnummer|anschrift|adresse|calle|direccion|domicilio|business street",
            1,
            Several: true
        ),
        new(
            PostalCode,
            FieldType.Text,
            "zip|zip code|postcode|post code|billing zip|billing postal code|billing zip postal code|postal|zip postal code|address postal code|plz|postleitzahl|codigo postal|cp|business postal code|mailing zip postal code|shipping zip postal code"
        ),
        new(
            City,
            FieldType.Text,
            "town|billing city|address city|ort|stadt|ciudad|localidad|poblacion|municipio|business city|mailing city|shipping city"
        ),
        new(
            Region,
            FieldType.Text,
            "state|state region|province|billing state|billing state province|state province|address state|county|bundesland|kanton|provincia|estado|comunidad autonoma|region estado|business state|mailing state province|shipping state province"
        ),
        new(
            Country,
            FieldType.Text,
            "country region|billing country|office location|location country|nation|address country|country code|land|staat|pais|pais region|business country region|mailing country|shipping country|standort land"
        ),
        new(TimeZone, FieldType.Text, "time zone|timezone|zeitzone|zona horaria|huso horario"),
        new(
            Currency,
            FieldType.Text,
            "account currency|currency code|wahrung|moneda|divisa|currency iso code"
        ),
        new(
            Languages,
            FieldType.List,
            "language|preferred language|sprache|sprachen|idioma|idiomas"
        ),
        new(
            Tier,
            FieldType.Enum,
            "customer tier|client tier|class|abc|segment|rating|account rating|priority|customer priority|kundenklasse|klasse|abc klasse|segmento|categoria|nivel|clasificacion",
            2
        ),
        new(
            Stage,
            FieldType.Enum,
            "lifecycle stage|life cycle stage|account status|status|type|account type|customer status|relationship stage|lebenszyklus|phase|kundenstatus|etapa|etapa del ciclo de vida|estatus|tipo de cuenta"
        ),
        new(
            Tags,
            FieldType.Tags,
            "tag|labels|label|keywords|categories|category|schlagworte|schlagworter|etiketten|kategorien|etiquetas|group membership",
            1,
            Several: true
        ),
        new(
            System,
            FieldType.Text,
            "source system|origin system|quellsystem|sistema de origen|sistema"
        ),
        new(
            ExternalId,
            FieldType.Text,
            "record id|account id|company id|id|external id|case safe id|account id 18|organization id|customer id|client id|externe id|id externo|id de registro|id de la cuenta"
        ),
        new(
            Owner,
            FieldType.Person,
            "account owner|company owner|account manager|owner name|client owner|key account manager|relationship manager|responsible|assigned to|sales rep|sales agent|betreuer|kundenbetreuer|verantwortlich|verantwortlicher|ansprechpartner intern|zustandig|inhaber|propietario|propietario de la cuenta|responsable|gestor|ejecutivo de cuenta|comercial"
        ),
        new(AddressKind, FieldType.Enum, "kind of address|adressart|tipo de direccion"),
        new(
            FurtherAddresses,
            FieldType.Lines,
            "other addresses|additional addresses|weitere adressen|otras direcciones"
        ),
        new(
            OpenHours,
            FieldType.Text,
            "opening hours|business hours|hours of operation|office hours|offnungszeiten|geschaftszeiten|horario|horario de apertura"
        ),
        new(
            BillingEntities,
            FieldType.Lines,
            "billing entity|invoice recipients|rechnungsempfanger|entidades de facturacion"
        ),
        new(
            Values,
            FieldType.Lines,
            "client values|values checklist|code of conduct|werte|valores"
        ),
        new(
            WinningCriteria,
            FieldType.Lines,
            "win themes|buying criteria|reasons to buy|gewinnkriterien|kaufkriterien|criterios de compra"
        ),
        new(
            AvoidedTopics,
            FieldType.Lines,
            "topics to avoid|do not mention|zu meidende themen|temas que evitar"
        ),
        new(
            Seats,
            FieldType.Lines,
            "account team|account team members|kundenteam|equipo de cuenta"
        ),
        new(
            ParentKey,
            FieldType.Text,
            "parent account id|parent company id|parent record id|parent id|parent customer id"
        ),
    ];
}
