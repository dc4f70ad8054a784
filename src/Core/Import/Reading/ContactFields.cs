namespace Rapport.Import.Reading;

/// <summary>What a column can be for a contact, with the headers that mean it.</summary>
public static class ContactFields
{
    /// <summary>Names of the fields.</summary>
    public const string GivenName = "givenName",
        FamilyName = "familyName",
        FullName = "fullName",
        Client = "client",
        JobTitle = "jobTitle",
        Department = "department",
        Email = "email",
        Phone = "phone",
        Mobile = "mobile",
        Language = "language",
        TimeZone = "timeZone",
        Tags = "tags",
        System = "system",
        ExternalId = "externalId",
        Number = "number",
        ClientKey = "clientKey",
        Chat = "chat",
        Web = "webAddress",
        Channels = "channels",
        ReachHours = "reachHours",
        OffHours = "offHoursAllowed",
        Influence = "influence",
        Stance = "stance",
        Interest = "interest",
        Wants = "wants",
        Fears = "fears",
        NotesPurpose = "notesPurpose",
        NotesUntil = "notesUntil",
        ReportsTo = "reportsTo",
        Joined = "joined",
        Left = "left",
        WentTo = "wentTo",
        CameFrom = "cameFrom",
        KnownBy = "knownBy",
        Consents = "consents";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new(
            GivenName,
            FieldType.Text,
            "first name|given name|firstname|forename|vorname|nombre|nombres|nombre de pila|primer nombre",
            4
        ),
        new(
            FamilyName,
            FieldType.Text,
            "last name|family name|lastname|surname|nachname|familienname|zuname|apellido|apellidos",
            4
        ),
        new(
            FullName,
            FieldType.Text,
            "name|contact name|contact|full name|display name|person|person name|ansprechpartner|kontakt|kontaktname|kontaktperson|vollstandiger name|ansprechpartnerin|nombre completo|contacto|nombre del contacto|nombre y apellidos|persona de contacto|file as",
            2
        ),
        new(
            Client,
            FieldType.Client,
            "account|account name|company|company name|associated company|primary company|organization|organisation|organization name|organisation name|customer|client|client name|customer name|employer|firma|firmenname|unternehmen|kunde|kundenname|empresa|cliente|compania|nombre de la empresa|nombre empresa|cuenta|associated company names|associated company primary"
        ),
        new(
            JobTitle,
            FieldType.Text,
            "title|job|position|role|job position|organization title|function|berufsbezeichnung|funktion|stelle|position im unternehmen|cargo|puesto|titulo|puesto de trabajo",
            3
        ),
        new(
            Department,
            FieldType.Text,
            "organization department|division|abteilung|bereich|departamento|area",
            2
        ),
        new(
            Email,
            FieldType.Email,
            "email address|mail|email value|business email|work email|email work|mail address|email adresse|emailadresse|correo|correo electronico|direccion de correo electronico|correo e|email personal",
            3,
            Several: true
        ),
        new(
            Phone,
            FieldType.Phone,
            "phone number|telephone|business phone|work phone|office phone|phone value|primary phone|company main phone|home phone|other phone|telefon|telefonnummer|tel|telefon geschaftlich|festnetz|durchwahl|telefono|numero de telefono|telefono fijo|telefono trabajo",
            1,
            Several: true
        ),
        new(
            Mobile,
            FieldType.Phone,
            "mobile phone|mobile phone number|mobile number|cell|cell phone|cellphone|handy|handynummer|mobil|mobiltelefon|mobilnummer|movil|celular|telefono movil",
            3,
            Several: true
        ),
        new(
            Language,
            FieldType.Text,
            "preferred language|languages|sprache|korrespondenzsprache|idioma|idioma preferido"
        ),
        new(TimeZone, FieldType.Text, "time zone|timezone|zeitzone|zona horaria"),
        new(
            Tags,
            FieldType.Tags,
            "tag|labels|label|group membership|categories|category|keywords|kategorien|schlagworte|etiquetas|categorias",
            1,
            Several: true
        ),
        new(System, FieldType.Text, "source system|origin system|quellsystem|sistema de origen"),
        new(
            ExternalId,
            FieldType.Text,
            "record id|contact id|id|external id|person id|contact id 18|externe id|id externo|id de contacto|id de registro"
        ),
        new(Number, FieldType.Text, "contact number|contact no|kontaktnummer|numero de contacto"),
        new(
            ClientKey,
            FieldType.Text,
            "account id|associated company id|associated company ids|primary associated company id|company id|client id"
        ),
        new(
            Chat,
            FieldType.Text,
            "im|im 1 value|skype|skype id|messenger|chat address",
            1,
            Several: true
        ),
        new(
            Web,
            FieldType.Url,
            "linkedin|linkedin url|linkedin profile|linkedin bio|xing",
            1,
            Several: true
        ),
        new(
            Channels,
            FieldType.List,
            "preferred contact method|preferred channel|preferred method of contact|reach by|bevorzugter kontaktweg|bevorzugter kanal|canal preferido|medio preferido"
        ),
        new(
            ReachHours,
            FieldType.Text,
            "best time to call|preferred hours|erreichbarkeit|erreichbar|horario de contacto"
        ),
        new(OffHours, FieldType.Enum, "off hours|after hours allowed"),
        new(
            Influence,
            FieldType.Enum,
            "buying influence|level of influence|einfluss|influencia",
            2
        ),
        new(Stance, FieldType.Enum, "attitude|sentiment|haltung|einstellung|postura|actitud", 2),
        new(Interest, FieldType.Text, "interests|interesse|interessen|interes|intereses"),
        new(Wants, FieldType.Text, "goals|wishes|wunsche|ziele|deseos"),
        new(Fears, FieldType.Text, "concerns|worries|sorgen|befurchtungen|temores"),
        new(
            NotesPurpose,
            FieldType.Text,
            "purpose of notes|zweck der notizen|finalidad de las notas"
        ),
        new(NotesUntil, FieldType.Date, "keep notes until|notizen bis|notas hasta"),
        new(
            ReportsTo,
            FieldType.Person,
            "reports to full name|reports to name|manager|manager name|supervisor|vorgesetzter|vorgesetzte|jefe|jefe directo|superior"
        ),
        new(
            Joined,
            FieldType.Date,
            "joined on|at the company since|dort seit|eintritt|en la empresa desde"
        ),
        new(
            Left,
            FieldType.Date,
            "left on|left the company|ausgeschieden|ausgeschieden am|austritt|baja el"
        ),
        new(WentTo, FieldType.Text, "went on to|new employer|neuer arbeitgeber|nueva empresa"),
        new(CameFrom, FieldType.Text, "was before|came from contact"),
        new(
            KnownBy,
            FieldType.Lines,
            "relationship owners|who knows them|bekannt mit|conocido por"
        ),
        new(Consents, FieldType.Lines, "einwilligungen|consentimientos"),
    ];
}
