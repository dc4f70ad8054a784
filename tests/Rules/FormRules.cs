using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>Every form, whatever it is sent.</summary>
public sealed class FormRules(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public async Task A_form_without_any_of_its_fields_is_no_fault_of_ours()
    {
        await using var app = await TestApp.Start(database.Place);
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
        await using var app = await TestApp.Start(database.Place);
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
}
