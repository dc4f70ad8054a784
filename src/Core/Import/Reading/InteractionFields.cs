namespace Rapport.Import.Reading;

/// <summary>What a column can be for an interaction, with the headers that mean it.</summary>
public static class InteractionFields
{
    /// <summary>Names of the fields.</summary>
    public const string Client = "client",
        Occurred = "occurred",
        Touchpoint = "touchpoint",
        Channel = "channel",
        Subject = "subject",
        Body = "body",
        Contacts = "contacts",
        Colleagues = "colleagues",
        Audience = "audience",
        ExternalId = "externalId",
        System = "system",
        Minutes = "minutes",
        ClientKey = "clientKey",
        Direction = "direction",
        WrittenBy = "writtenBy",
        Recorded = "recorded",
        Named = "named",
        Corrects = "corrects";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new(
            Client,
            FieldType.Client,
            "account|account name|company|company name|company account|associated company|customer|client|client name|customer name|organization|organisation|related to|regarding|firma|firmenname|kunde|kundenname|unternehmen|cuenta|cliente|empresa|compania"
        ),
        new(
            Occurred,
            FieldType.Date,
            "date|activity date|occurred at|occurred on|timestamp|when|date time|start|start date|start time|due date|due date only|completed date|call date|meeting date|sent on|datum|zeitpunkt|am|gesprachsdatum|fecha|fecha y hora|fecha de actividad|fecha actividad|cuando|hora de inicio",
            3
        ),
        new(
            Touchpoint,
            FieldType.Enum,
            "touch point|area|topic area|kontaktpunkt|punto de contacto",
            4
        ),
        new(
            Channel,
            FieldType.Enum,
            "activity type|type|medium|method|task subtype|interaction type|kind|contact method|call type|kanal|art|kontaktart|typ|aktivitatstyp|canal|tipo|medio|tipo de actividad",
            3
        ),
        new(
            Subject,
            FieldType.Text,
            "title|topic|summary|headline|activity subject|betreff|thema|titel|asunto|tema|titulo|resumen",
            3
        ),
        new(
            Body,
            FieldType.Text,
            "notes|note|description|comments|comment|full comments|text|message|details|content|minutes text|notiz|notizen|beschreibung|kommentar|bemerkung|inhalt|gesprachsnotiz|notas|nota|descripcion|comentarios|detalle|contenido|mensaje",
            4
        ),
        new(
            Contacts,
            FieldType.List,
            "contact|participants|attendees|contact name|name|contact person|with|person|associated contacts|teilnehmer|ansprechpartner|kontakt|gesprachspartner|participantes|asistentes|contacto|persona de contacto|associated contact",
            2,
            Several: true
        ),
        new(
            Colleagues,
            FieldType.List,
            "colleague|assigned|assigned to|owner|activity owner|assigned to name|user|logged by|created by|author|employee|mitarbeiter|bearbeiter|verfasser|zustandig|responsable|propietario|asignado a|autor|usuario|activity assigned to",
            1,
            Several: true
        ),
        new(
            Audience,
            FieldType.Enum,
            "visibility|visible to|confidential|sichtbarkeit|vertraulich|visibilidad|confidencial",
            3
        ),
        new(
            ExternalId,
            FieldType.Text,
            "record id|activity id|task id|event id|engagement id|id|external id|externe id|id externo"
        ),
        new(System, FieldType.Text, "source system|origin system|quellsystem|sistema de origen"),
        new(
            Minutes,
            FieldType.Number,
            "duration|duration minutes|duration min|call duration|length|dauer|dauer min|dauer minuten|duracion|duracion min|minutos|minuten",
            4
        ),
        new(
            ClientKey,
            FieldType.Text,
            "account id|associated company id|associated company ids|company id|client id"
        ),
        new(
            Direction,
            FieldType.Enum,
            "call direction|email direction|inbound outbound|incoming or outgoing|richtung|anrufrichtung|direccion de la llamada|sentido",
            2
        ),
        new(WrittenBy, FieldType.Person, "written down by|recorded by|erfasst von|registrado por"),
        new(
            Recorded,
            FieldType.Date,
            "recorded at|recorded on|written down at|erfasst am|registrado el"
        ),
        new(
            Named,
            FieldType.List,
            "in confidence with|for whom|nur fur|confiado a",
            1,
            Several: true
        ),
        new(Corrects, FieldType.Text, "correction of|berichtigt|corrige"),
    ];
}
