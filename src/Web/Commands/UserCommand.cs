using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Web.Commands;

/// <summary><c>rapport user add</c>: lets a script make a colleague who can sign in.</summary>
internal static class UserCommand
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 16;

    public static Command Make()
    {
        var email = new Option<string>("--email")
        {
            Required = true,
            Description = "Mail address, by which one signs in.",
        };
        var name = new Option<string>("--name")
        {
            Required = true,
            Description = "The colleague's name.",
        };
        var role = new Option<Roles>("--role")
        {
            Required = true,
            Description =
                "administrator, executive, accountManager, projectManager, consultant or finance; several with commas.",
        };
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var add = new Command(
            "add",
            "Add a colleague who can sign in. The password comes from standard input, or is made and printed."
        )
        {
            email,
            name,
            role,
            json,
        };
        add.SetAction(
            (parsed, cancel) =>
                Add(
                    parsed.GetValue(email)!,
                    parsed.GetValue(name)!,
                    parsed.GetValue(role),
                    parsed.GetValue(json),
                    cancel
                )
        );
        return new Command("user", "Colleagues who can sign in.") { add, Reset() };
    }

    /// <summary>For the last administrator, whose own phone is lost: whoever is at the console may help.</summary>
    private static Command Reset()
    {
        var email = new Option<string>("--email")
        {
            Required = true,
            Description = "Mail address, by which one signs in.",
        };
        var reset = new Command(
            "reset-factors",
            "Take app, passkeys and recovery codes of a colleague away and end every session."
        )
        {
            email,
        };
        reset.SetAction((parsed, cancel) => TakeAway(parsed.GetValue(email)!, cancel));
        return reset;
    }

    private static Task<int> TakeAway(string email, CancellationToken cancel) =>
        Surroundings.Run(
            "user",
            async services =>
            {
                var key = Known.EmailKey(email);
                var colleague = await services
                    .GetRequiredService<Db>()
                    .Set<Colleague>()
                    .FirstOrDefaultAsync(c => c.EmailKey == key, cancel);
                var taken = colleague is null
                    ? Refusal.NotFound
                    : (
                        await services
                            .GetRequiredService<SecondFactors>()
                            .TakeAway(colleague.Id, new Caller(null, null), cancel)
                    ).Refusal;
                if (taken is not null)
                {
                    return Exit.Refuse(taken);
                }
                Console.WriteLine($"{email} signs in by the password alone");
                return Exit.Done;
            }
        );

    private static Task<int> Add(
        string email,
        string name,
        Roles role,
        bool json,
        CancellationToken cancel
    ) =>
        Surroundings.Run(
            "user",
            async services =>
            {
                var given = Console.IsInputRedirected
                    ? (await Console.In.ReadLineAsync(cancel))?.Trim()
                    : null;
                var password = string.IsNullOrEmpty(given)
                    ? RandomNumberGenerator.GetString(Letters, Length)
                    : given;
                var added = await services
                    .GetRequiredService<Accounts>()
                    .Add(
                        new ColleagueDetails
                        {
                            Name = name,
                            Email = email,
                            Roles = role,
                        },
                        password,
                        cancel
                    );
                if (!added.Done)
                {
                    return Exit.Refuse(added.Refusal!);
                }
                var made = string.IsNullOrEmpty(given) ? password : null;
                Console.WriteLine(
                    json
                        ? JsonSerializer.Serialize(
                            new
                            {
                                email,
                                colleagueId = added.Value.ColleagueId,
                                password = made,
                            },
                            Hosting.Json.Options
                        )
                    : made is null ? $"{name} can sign in as {email}"
                    : $"{name} can sign in as {email} with the password {made}"
                );
                return Exit.Done;
            }
        );
}

/// <summary><c>rapport token create</c>: prints a token, and nothing else.</summary>
internal static class TokenCommand
{
    public static Command Make()
    {
        var user = new Option<string>("--user")
        {
            Required = true,
            Description = "The mail address of the colleague as whom the token acts.",
        };
        var scopes = new Option<Scopes>("--scopes")
        {
            DefaultValueFactory = _ => Scopes.Read,
            Description = "read, or read,write.",
        };
        var name = new Option<string>("--name")
        {
            DefaultValueFactory = _ => "command line",
            Description = "What it is for.",
        };
        var create = new Command("create", "Make a token and print it: the only time it is shown.")
        {
            user,
            scopes,
            name,
        };
        create.SetAction(
            (parsed, cancel) =>
                Create(
                    parsed.GetValue(user)!,
                    parsed.GetValue(scopes),
                    parsed.GetValue(name)!,
                    cancel
                )
        );
        return new Command("token", "API tokens.") { create };
    }

    private static Task<int> Create(
        string email,
        Scopes scopes,
        string name,
        CancellationToken cancel
    ) =>
        Surroundings.Run(
            "token",
            async services =>
            {
                var key = Values.Known.EmailKey(email);
                var colleague = await services
                    .GetRequiredService<Db>()
                    .Set<Colleague>()
                    .FirstOrDefaultAsync(c => c.EmailKey == key && c.Left == null, cancel);
                if (colleague is null)
                {
                    return Exit.Refuse($"No colleague has the mail address {email}");
                }
                var token = await services
                    .GetRequiredService<ApiTokens>()
                    .Create(colleague.Id, name, scopes, cancel);
                if (!token.Done)
                {
                    return Exit.Refuse(token.Refusal!);
                }
                Console.WriteLine(token.Value);
                return Exit.Done;
            }
        );
}
