using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>Every form, whatever it is sent.</summary>
public sealed partial class FormRules(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task A_form_without_any_of_its_fields_is_no_fault_of_ours()
    {
        var app = await database.App();
        var record = await WalledClient.Make(app, "formless");
        var forms = RouteRules
            .Routes(app)
            .Where(r =>
                r.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["POST"]
                && !r.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
            )
            .Select(r => record.Fill(r.RoutePattern.RawText!))
            .ToList();
        var faults = new List<string>();
        var visitor = await app.SignedIn(Roles.Administrator);
        foreach (var path in forms)
        {
            using var me = await visitor.Get("/me");
            if (!me.IsSuccessStatusCode)
            {
                // The form before ended the session, as some do.
                visitor.Dispose();
                visitor = await app.SignedIn(Roles.Administrator);
            }
            using var answer = await visitor.Post(path, [], from: "/me");
            if ((int)answer.StatusCode >= 500)
            {
                faults.Add($"{path} answered {(int)answer.StatusCode}");
            }
        }
        visitor.Dispose();
        Assert.Empty(faults);
        Assert.True(forms.Count > 20);
    }

    [Fact]
    public async Task No_form_has_a_field_that_every_sender_must_send()
    {
        var app = await database.App();
        // What is taken by a constructor must all be there, also what a browser does not send: an unticked box.
        var asking =
            from route in RouteRules.Routes(app)
            from parameter in route.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []
            where parameter.GetCustomAttribute<FromFormAttribute>() is not null
            let type = parameter.ParameterType
            where type is { IsClass: true } && type != typeof(string)
            where type.GetConstructor([]) is null
            select $"{route.RoutePattern.RawText}: {type.Name}";
        Assert.Empty(asking);
    }

    /// <summary>A browser's own bubbles speak the browser's language, and one at a time; ours stand beside each field.</summary>
    [Fact]
    public void No_form_is_refused_in_the_words_of_the_browser()
    {
        var bubbling =
            from view in Sources.Below("src/Web", "*.razor")
            from form in Forms().Matches(view.Text)
            where form.Value.Contains("method=\"post\"", StringComparison.Ordinal)
            where !form.Value.Contains(" novalidate", StringComparison.Ordinal)
            select $"{view}: {form.Value}";
        Assert.Empty(bubbling);
    }

    [GeneratedRegex("<form [^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Forms();
}
