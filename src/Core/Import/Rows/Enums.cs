using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;

namespace Rapport.Import.Rows;

/// <summary>The words by which other programs call what we have a fixed set for; keys as of HeaderKey.</summary>
internal static class Enums
{
    public static Tier? Tier(string key) =>
        key switch
        {
            "key"
            or "a"
            or "hot"
            or "high"
            or "platinum"
            or "gold"
            or "strategic"
            or "tier 1"
            or "schlusselkunde"
            or "clave" => Clients.Tier.Key,
            "core" or "b" or "warm" or "medium" or "silver" or "tier 2" or "kern" or "principal" =>
                Clients.Tier.Core,
            "standard" or "c" or "cold" or "low" or "bronze" or "tier 3" or "estandar" => Clients
                .Tier
                .Standard,
            _ => null,
        };

    public static Stage? Stage(string key) =>
        key switch
        {
            "reach" or "subscriber" or "lead" or "target" or "suspect" or "other" => Clients
                .Stage
                .Reach,
            "acquire"
            or "prospect"
            or "marketing qualified lead"
            or "marketingqualifiedlead"
            or "interessent"
            or "prospecto" => Clients.Stage.Acquire,
            "convert" or "opportunity" or "sales qualified lead" or "salesqualifiedlead" => Clients
                .Stage
                .Convert,
            "retain"
            or "customer"
            or "client"
            or "active"
            or "kunde"
            or "aktiv"
            or "cliente"
            or "activo"
            or "customer direct"
            or "customer channel" => Clients.Stage.Retain,
            "loyal" or "evangelist" or "partner" or "promoter" => Clients.Stage.Loyal,
            "lapsed"
            or "churned"
            or "former"
            or "former customer"
            or "inactive"
            or "lost"
            or "inaktiv"
            or "inactivo" => Clients.Stage.Lapsed,
            _ => null,
        };

    public static OpportunityStage? Deal(string key) =>
        key switch
        {
            "prospecting"
            or "qualification"
            or "lead"
            or "new"
            or "open"
            or "appointment scheduled"
            or "appointmentscheduled"
            or "qualified to buy"
            or "qualifiedtobuy"
            or "needs analysis"
            or "neu"
            or "offen"
            or "abierta"
            or "nuevo" => OpportunityStage.Prospecting,
            "engaging"
            or "discovery"
            or "presentation scheduled"
            or "presentationscheduled"
            or "decision maker bought in"
            or "decisionmakerboughtin"
            or "value proposition"
            or "id decision makers"
            or "perception analysis"
            or "in bearbeitung" => OpportunityStage.Engaging,
            "proposed"
            or "proposal"
            or "contract sent"
            or "contractsent"
            or "proposal price quote"
            or "negotiation"
            or "negotiation review"
            or "quote"
            or "angebot"
            or "verhandlung"
            or "propuesta"
            or "negociacion" => OpportunityStage.Proposed,
            "won" or "closed won" or "closedwon" or "win" or "gewonnen" or "ganada" or "ganado" =>
                OpportunityStage.Won,
            "lost"
            or "closed lost"
            or "closedlost"
            or "lose"
            or "verloren"
            or "perdida"
            or "perdido" => OpportunityStage.Lost,
            _ => null,
        };

    public static Channel? Channel(string key) =>
        key switch
        {
            "meeting"
            or "appointment"
            or "event meeting"
            or "besprechung"
            or "termin"
            or "treffen"
            or "reunion" => Interactions.Channel.Meeting,
            "call"
            or "phone"
            or "phone call"
            or "telephone"
            or "anruf"
            or "telefonat"
            or "llamada" => Interactions.Channel.Call,
            "video" or "video call" or "videokonferenz" or "videollamada" or "zoom" or "teams" =>
                Interactions.Channel.Video,
            "email"
            or "mail"
            or "incoming email"
            or "forwarded email"
            or "correo"
            or "correo electronico" => Interactions.Channel.Email,
            "chat"
            or "sms"
            or "whatsapp"
            or "linkedin message"
            or "message"
            or "nachricht"
            or "mensaje" => Interactions.Channel.Chat,
            "letter" or "postal mail" or "brief" or "carta" => Interactions.Channel.Letter,
            "visit" or "site visit" or "besuch" or "visita" => Interactions.Channel.Visit,
            "coffee" or "lunch" or "dinner" or "kaffee" or "cafe" => Interactions.Channel.Coffee,
            "event" or "conference" or "veranstaltung" or "evento" => Interactions.Channel.Event,
            "note"
            or "task"
            or "todo"
            or "to do"
            or "other"
            or "notiz"
            or "aufgabe"
            or "nota"
            or "tarea" => Interactions.Channel.Note,
            "release" => Interactions.Channel.Release,
            "invoice" or "rechnung" or "factura" => Interactions.Channel.Invoice,
            _ => null,
        };

    public static Touchpoint? Touchpoint(string key) =>
        key switch
        {
            "sales" or "vertrieb" or "ventas" => Interactions.Touchpoint.Sales,
            "marketing" => Interactions.Touchpoint.Marketing,
            "engagement" or "betreuung" or "relacion" => Interactions.Touchpoint.Engagement,
            "delivery" or "lieferung" or "entrega" => Interactions.Touchpoint.Delivery,
            "finance" or "finanzen" or "finanzas" => Interactions.Touchpoint.Finance,
            _ => null,
        };

    public static Audience? Audience(string key) =>
        key switch
        {
            "client" or "public" or "kunde" or "cliente" => People.Audience.Client,
            "inside" or "internal" or "no" or "false" or "intern" or "interno" => People
                .Audience
                .Inside,
            "named"
            or "private"
            or "confidential"
            or "yes"
            or "true"
            or "vertraulich"
            or "confidencial" => People.Audience.Named,
            _ => null,
        };

    public static Direction? Direction(string key) =>
        key switch
        {
            "inbound" or "incoming" or "received" or "eingehend" or "entrante" => Interactions
                .Direction
                .FromThem,
            "outbound" or "outgoing" or "sent" or "ausgehend" or "saliente" => Interactions
                .Direction
                .FromUs,
            _ => Word<Direction>(key),
        };

    public static Stance? Stance(string key) =>
        key switch
        {
            "champion" or "advocate" or "forderer" or "promotor" => Contacts.Stance.Promoter,
            "positive" or "befurworter" or "positivo" => Contacts.Stance.Supporter,
            "negative" or "skeptic" or "skeptiker" or "esceptico" => Contacts.Stance.Sceptic,
            "blocker" or "detractor" or "gegner" or "opositor" => Contacts.Stance.Opponent,
            _ => Word<Stance>(key),
        };

    public static Influence? Influence(string key) =>
        key switch
        {
            "decision maker" or "entscheider" or "decisor" => Contacts.Influence.Decides,
            "high" or "hoch" or "alta" => Contacts.Influence.Much,
            "medium" or "mittel" or "media" => Contacts.Influence.Some,
            "low" or "gering" or "baja" => Contacts.Influence.Little,
            _ => Word<Influence>(key),
        };

    public static bool? Yes(string key) =>
        key switch
        {
            "yes" or "true" or "1" or "y" or "ja" or "wahr" or "si" or "verdadero" => true,
            "no" or "false" or "0" or "n" or "nein" or "falsch" or "falso" => false,
            _ => null,
        };

    /// <summary>One of ours by the word that our exports write.</summary>
    public static T? Word<T>(string key)
        where T : struct, Enum
    {
        foreach (var one in Enum.GetValues<T>())
        {
            if (CellText.Word(one) == key)
            {
                return one;
            }
        }
        return null;
    }

    public static T? Word<T>(CellLine line, int at)
        where T : struct, Enum => line[at] is { } word ? Word<T>(HeaderKey.Of(word)) : null;

    public static Roles Roles(string key) =>
        key switch
        {
            "account manager"
            or "sales"
            or "sales representative"
            or "sales rep"
            or "sales user"
            or "key account manager"
            or "kundenbetreuer"
            or "vertrieb"
            or "comercial" => People.Roles.AccountManager,
            "project manager" or "projektleiter" or "projektleiterin" or "jefe de proyecto" =>
                People.Roles.ProjectManager,
            "executive"
            or "ceo"
            or "managing director"
            or "geschaftsfuhrer"
            or "director general" => People.Roles.Executive,
            "finance" or "accounting" or "finanzen" or "buchhaltung" or "finanzas" => People
                .Roles
                .Finance,
            _ => People.Roles.Consultant,
        };
}
