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
        Number = "number";

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
    ];
}
