using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

/// <summary>Header rows with the field that each column is, where it is one: <c>header>field|header</c>.</summary>
internal static class HeaderRows
{
    public static readonly (ImportKind Kind, string Row)[] Promised =
    [
        (
            ImportKind.Clients,
            "account>name|sector>industry|year_established>founded|revenue>revenue|employees>employees|office_location>country|subsidiary_of>parent"
        ),
        (
            ImportKind.Opportunities,
            "opportunity_id>externalId|sales_agent>owner|product>product|account>client|deal_stage>stage|engage_date>opened|close_date>closed|close_value>value"
        ),
        (ImportKind.Colleagues, "sales_agent>name|manager>lead|regional_office>unit"),
        (
            ImportKind.Clients,
            "Record ID>externalId|Company name>name|Company owner>owner|Create Date|Phone Number>phone|Last Activity Date|City>city|Country/Region>country|Industry>industry|Website URL>website|Number of Employees>employees|Annual Revenue>revenue|Lifecycle Stage>stage|Postal Code>postalCode|State/Region>region|Street Address>street|Time Zone>timeZone"
        ),
        (
            ImportKind.Contacts,
            "Record ID>externalId|First Name>givenName|Last Name>familyName|Email>email|Phone Number>phone|Mobile Phone Number>mobile|Contact owner|Associated Company>client|Job Title>jobTitle|Last Activity Date|Lead Status|Create Date|Preferred language>language"
        ),
        (
            ImportKind.Opportunities,
            "Record ID>externalId|Deal Name>name|Deal Stage>stage|Close Date>closed|Deal owner>owner|Amount>value|Create Date>opened|Associated Company>client|Last Activity Date|Currency>currency|Deal probability>probability"
        ),
        (
            ImportKind.Clients,
            "Account Name>name|Parent Account>parent|Account Owner>owner|Billing Street>street|Billing City>city|Billing State/Province>region|Billing Zip/Postal Code>postalCode|Billing Country>country|Phone>phone|Fax|Website>website|Industry>industry|Employees>employees|Annual Revenue>revenue|Account Number>number|Account ID>externalId|Last Modified Date"
        ),
        (
            ImportKind.Contacts,
            "Salutation|First Name>givenName|Last Name>familyName|Title>jobTitle|Account Name>client|Email>email|Phone>phone|Mobile>mobile|Department>department|Contact ID>externalId|Last Activity"
        ),
        (
            ImportKind.Opportunities,
            "Opportunity Name>name|Account Name>client|Opportunity Owner>owner|Stage>stage|Amount>value|Probability (%)>probability|Close Date>closed|Created Date>opened|Opportunity ID>externalId|Age|Next Step"
        ),
        (
            ImportKind.Interactions,
            "Subject>subject|Date>occurred|Account Name>client|Contact>contacts|Assigned>colleagues|Type>channel|Full Comments>body|Task"
        ),
        (
            ImportKind.Contacts,
            "First Name>givenName|Middle Name|Last Name>familyName|Phonetic First Name|Nickname|Organization Name>client|Organization Title>jobTitle|Organization Department>department|Birthday|Notes|Photo|Labels>tags|E-mail 1 - Label|E-mail 1 - Value>email|E-mail 2 - Label|E-mail 2 - Value>email|Phone 1 - Label|Phone 1 - Value>phone|Address 1 - City"
        ),
        (
            ImportKind.Contacts,
            "Name>fullName|Given Name>givenName|Additional Name|Family Name>familyName|Yomi Name|Group Membership>tags|E-mail 1 - Type|E-mail 1 - Value>email|Phone 1 - Type|Phone 1 - Value>phone|Organization 1 - Type|Organization 1 - Name>client|Organization 1 - Title>jobTitle|Organization 1 - Department>department"
        ),
        (
            ImportKind.Contacts,
            "First Name>givenName|Middle Name|Last Name>familyName|Company>client|Department>department|Job Title>jobTitle|Business Street|Business City|Business Phone>phone|Business Phone 2>phone|Home Phone>phone|Mobile Phone>mobile|E-mail Address>email|E-mail Type|E-mail 2 Address>email|Categories>tags|Notes|Web Page"
        ),
        (
            ImportKind.Clients,
            "number>number|name>name|legalName>legalName|industry>industry|employees>employees|revenue>revenue|founded>founded|parent>parent|website>website|phone>phone|street>street|postalCode>postalCode|city>city|region>region|country>country|timeZone>timeZone|currency>currency|languages>languages|tier>tier|stage>stage|tags>tags|system>system|externalId>externalId|owner>owner"
        ),
        (
            ImportKind.Interactions,
            "client>client|occurred>occurred|touchpoint>touchpoint|channel>channel|subject>subject|body>body|contacts>contacts|colleagues>colleagues|audience>audience|externalId>externalId|system>system|minutes>minutes"
        ),
    ];

    public static readonly (ImportKind Kind, string Row)[] HeldOut =
    [
        // Pipedrive
        (
            ImportKind.Clients,
            "Organization - ID>externalId|Organization - Name>name|Organization - Address>street|Organization - People|Organization - Open deals|Organization - Owner>owner|Organization - Label>tags"
        ),
        (
            ImportKind.Contacts,
            "Person - Name>fullName|Person - First name>givenName|Person - Last name>familyName|Person - Organization>client|Person - Email - Work>email|Person - Phone - Mobile>mobile|Person - Label>tags|Person - Owner|Person - ID>externalId"
        ),
        (
            ImportKind.Opportunities,
            "Deal - ID>externalId|Deal - Title>name|Deal - Organization>client|Deal - Value>value|Deal - Currency of Value>currency|Deal - Stage>stage|Deal - Owner>owner|Deal - Expected close date>closed|Deal - Deal created>opened|Deal - Probability>probability"
        ),
        (
            ImportKind.Interactions,
            "Activity - Subject>subject|Activity - Type>channel|Activity - Due date>occurred|Activity - Organization>client|Activity - Contact person>contacts|Activity - Note>body|Activity - Duration>minutes|Activity - Assigned to user>colleagues|Activity - Done"
        ),
        // Zoho
        (
            ImportKind.Clients,
            "Record Id>externalId|Account Owner>owner|Account Name>name|Phone>phone|Account Site|Parent Account>parent|Account Number>number|Website>website|Account Type>stage|Ticker Symbol|Ownership|Industry>industry|Employees>employees|Annual Revenue>revenue|Billing Street>street|Billing City>city|Billing State>region|Billing Code>postalCode|Billing Country>country|Tag>tags"
        ),
        (
            ImportKind.Contacts,
            "Contact Id>externalId|Lead Source|First Name>givenName|Last Name>familyName|Account Name>client|Vendor Name|Email>email|Title>jobTitle|Department>department|Phone>phone|Home Phone>phone|Mobile>mobile|Fax|Date of Birth|Assistant|Email Opt Out|Skype ID>chat|Secondary Email>email"
        ),
        (
            ImportKind.Opportunities,
            "Deal Id>externalId|Deal Owner>owner|Amount>value|Deal Name>name|Closing Date>closed|Account Name>client|Stage>stage|Type|Probability (%)>probability|Expected Revenue|Lead Source|Created Time>opened|Modified Time"
        ),
        // Microsoft Dynamics
        (
            ImportKind.Clients,
            "(Do Not Modify) Account|Account Name>name|Main Phone>phone|Address 1: City>city|Primary Contact|Email|Status>stage|Owner>owner|Address 1: ZIP/Postal Code>postalCode|Industry>industry|Number of Employees>employees"
        ),
        (
            ImportKind.Opportunities,
            "Topic>name|Potential Customer>client|Est. close date>closed|Est. revenue>value|Contact|Probability>probability|Rating|Status Reason|Owner>owner|Sales Stage>stage"
        ),
        (
            ImportKind.Contacts,
            "Full Name>fullName|Company Name>client|Job Title>jobTitle|Business Phone>phone|Email>email|Mobile Phone>mobile|Address 1: Country/Region|Status|Modified On"
        ),
        // SAP and Datev
        (
            ImportKind.Clients,
            "Debitor>number|Name 1>name|Name 2|Straße/Nr.>street|PLZ>postalCode|Ort>city|Land>country|Branche>industry|Telefon 1>phone|Währung>currency|Sprache>languages"
        ),
        (
            ImportKind.Clients,
            "Business Partner>externalId|Organization Name 1>name|Search Term|Street>street|Postal Code>postalCode|City>city|Country Key>country|Region>region|Telephone>phone|Time Zone>timeZone|Industry Sector>industry"
        ),
        // Airtable, Notion and other loose lists
        (
            ImportKind.Clients,
            "Client Name>name|Logo|Website>website|HQ City>city|Team size>employees|Annual turnover (EUR m)>revenue|Year founded>founded|Account lead>owner|Tier>tier|Tags>tags"
        ),
        (
            ImportKind.Contacts,
            "Who>fullName|Where they work>client|Their role>jobTitle|Work email>email|Cell>mobile|LinkedIn|Speaks>language"
        ),
        (
            ImportKind.Opportunities,
            "Opportunity>name|Client>client|Est. value>value|Likelihood (%)>probability|Stage>stage|Target close>closed|Lead>owner|Service line>product"
        ),
        (
            ImportKind.Interactions,
            "When>occurred|Client>client|Who attended>contacts|What we discussed>body|Type>channel|Logged by>colleagues"
        ),
        (
            ImportKind.Colleagues,
            "Full name>name|Work email>email|Team>unit|Reports to>lead|Job role>roles|Start date"
        ),
        // German lists made at home
        (
            ImportKind.Clients,
            "Kundennr.>number|Firma>name|Rechtsform|Straße>street|PLZ>postalCode|Ort>city|Bundesland>region|Land>country|Webseite>website|Anzahl Mitarbeiter>employees|Umsatz (Mio. €)>revenue|Gegründet>founded|Mutterkonzern>parent|Kundenbetreuer>owner"
        ),
        (
            ImportKind.Contacts,
            "Anrede|Titel|Vorname>givenName|Nachname>familyName|Firma>client|Position>jobTitle|Abteilung>department|E-Mail>email|Tel. geschäftlich>phone|Mobil>mobile|Sprache>language|Geburtstag"
        ),
        (
            ImportKind.Opportunities,
            "Projekt>name|Kunde>client|Status>stage|Auftragswert netto>value|Wahrscheinlichkeit %>probability|Erwarteter Abschluss>closed|Verantwortlich>owner|angelegt am>opened"
        ),
        (
            ImportKind.Interactions,
            "Datum>occurred|Kunde>client|Gesprächspartner>contacts|Art des Kontakts>channel|Thema>subject|Gesprächsnotiz>body|Bearbeiter>colleagues|Dauer (Min.)>minutes"
        ),
        (
            ImportKind.Colleagues,
            "Mitarbeiter>name|E-Mail>email|Abteilung>unit|Vorgesetzter>lead|Rolle>roles|Eintrittsdatum"
        ),
        // Spanish lists made at home
        (
            ImportKind.Clients,
            "Cliente>name|Razón social>legalName|CIF|Sector>industry|Nº de empleados>employees|Facturación anual>revenue|Dirección>street|Código postal>postalCode|Población>city|Provincia>region|País>country|Teléfono>phone|Página web>website|Comercial asignado>owner"
        ),
        (
            ImportKind.Contacts,
            "Nombre>givenName|Apellidos>familyName|Empresa>client|Cargo>jobTitle|Correo electrónico>email|Teléfono>phone|Móvil>mobile|Idioma>language|Observaciones"
        ),
        (
            ImportKind.Opportunities,
            "Oportunidad>name|Cliente>client|Etapa>stage|Importe (€)>value|Probabilidad>probability|Fecha de cierre prevista>closed|Responsable>owner|Producto>product"
        ),
        (
            ImportKind.Interactions,
            "Fecha>occurred|Cliente>client|Tipo de contacto>channel|Asunto>subject|Resumen de la reunión>body|Asistentes>contacts|Duración (min)>minutes"
        ),
        (
            ImportKind.Colleagues,
            "Empleado>name|Correo>email|Departamento>unit|Jefe directo>lead|Puesto>roles"
        ),
        // Freshsales, Copper, monday.com, Odoo
        (
            ImportKind.Contacts,
            "Id>externalId|First name>givenName|Last name>familyName|Job title>jobTitle|Accounts>client|Emails>email|Work>phone|Mobile>mobile|Tags>tags|Sales owner|Last contacted time"
        ),
        (
            ImportKind.Opportunities,
            "Name>name|Company>client|Primary Contact|Owned By>owner|Pipeline|Stage>stage|Value>value|Close Date>closed|Win Probability>probability|Date Created>opened|Copper ID>externalId"
        ),
        (
            ImportKind.Clients,
            "External ID>externalId|Name>name|Street>street|Street2>street|City>city|State>region|Zip>postalCode|Country>country|Phone>phone|Website Link>website|Salesperson>owner|Tags>tags|Related Company>parent"
        ),
    ];
}
