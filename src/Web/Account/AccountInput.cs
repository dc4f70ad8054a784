using Microsoft.Extensions.Primitives;
using Rapport.People;
using Rapport.Web.Conflicts;
using Rapport.Web.People;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

public sealed class SignInInput
{
    public string? Email { get; set; }
    public string? Password { get; set; }
    public string? To { get; set; }
}

public sealed class LinkInput
{
    public string? Password { get; set; }
}

public sealed class SetupInput
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
}

/// <summary>The second step: a code of the app, a recovery code, or a passkey.</summary>
public sealed class SecondStepInput
{
    public string? Code { get; set; }

    /// <summary>The browser's answer as JSON, and the challenge it answers.</summary>
    public string? Passkey { get; set; }
    public string? State { get; set; }
}

public sealed class PasskeySignInInput
{
    public string? Passkey { get; set; }
    public string? State { get; set; }
    public string? To { get; set; }
}

/// <summary>A new app: its secret as it was shown, sealed, and a code of it.</summary>
public sealed class AuthenticatorInput
{
    public string? Secret { get; set; }
    public string? Code { get; set; }
}

public sealed class PasskeyInput
{
    public string? Name { get; set; }
    public string? Passkey { get; set; }
    public string? State { get; set; }
}

public sealed class ProofInput
{
    public string? To { get; set; }
}

/// <summary>The roles that need a second factor, and for each the days of grace as typed.</summary>
public sealed class FactorRulesInput
{
    public List<string> Role
    {
        get;
        set => field = value ?? [];
    } = [];

    public Dictionary<string, string?> Days
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The roles that are asked, and the days of each, as they are told where two change them.</summary>
    internal static FormShape Shape =>
        new([
            new(
                nameof(Role),
                PeopleWords.Roles,
                [.. RoleTexts.Each.Select(r => new Option(r.ToString(), RoleTexts.Label(r)))],
                Several: true
            ),
            .. RoleTexts.Each.Select(r => new FormColumn(
                Field(r),
                $"{RoleTexts.Label(r)}: {AccountWords.RuleDays}",
                Property: nameof(FactorRule.GraceDays)
            )),
        ]);

    internal FormState State =>
        FormState.Of(
            Shape,
            new FormCollection(
                RoleTexts
                    .Each.Select(r =>
                        (Name: Field(r), Values: new StringValues(Days.GetValueOrDefault($"{r}")))
                    )
                    .Append((Name: nameof(Role), Values: new StringValues([.. Role])))
                    .ToDictionary(f => f.Name, f => f.Values)
            )
        );

    internal static FactorRulesInput Of(IFormCollection form) =>
        new()
        {
            Role = [.. form[nameof(Role)].OfType<string>().Where(r => r.Length > 0)],
            Days = RoleTexts.Each.ToDictionary(
                r => $"{r}",
                string? (r) => form[Field(r)].ToString()
            ),
        };

    private static string Field(Roles role) => $"{nameof(Days)}[{role}]";
}
