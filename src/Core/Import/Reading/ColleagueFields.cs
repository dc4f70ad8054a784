namespace Rapport.Import.Reading;

/// <summary>What a column can be for a colleague, with the headers that mean it.</summary>
public static class ColleagueFields
{
    /// <summary>Names of the fields.</summary>
    public const string Name = "name",
        Email = "email",
        Unit = "unit",
        Lead = "lead",
        Roles = "roles";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Field> All { get; } =
    [
        new(
            Name,
            FieldType.Text,
            "sales agent|employee|employee name|colleague|colleague name|full name|user|user name|staff member|consultant|team member|display name|mitarbeiter|mitarbeitername|kollege|mitarbeiterin|empleado|nombre del empleado|nombre|colaborador|nombre completo|agente",
            2
        ),
        new(
            Email,
            FieldType.Email,
            "email address|mail|work email|user principal name|email adresse|correo|correo electronico"
        ),
        new(
            Unit,
            FieldType.Text,
            "team|department|regional office|office|business unit|division|branch office|organisational unit|abteilung|bereich|standort|niederlassung|team name|departamento|equipo|oficina|area|sede|unidad",
            3
        ),
        new(
            Lead,
            FieldType.Person,
            "manager|supervisor|reports to|team lead|boss|line manager|manager name|vorgesetzter|vorgesetzte|fuhrungskraft|leiter|teamleiter|jefe|supervisor name|responsable directo|superior|jefe directo|gerente",
            5
        ),
        new(
            Roles,
            FieldType.List,
            "role|roles|profile|user role|permission|job role|rolle|rollen|funktion|rol|perfil|job title|position|puesto|cargo",
            2
        ),
    ];
}
