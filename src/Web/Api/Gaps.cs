using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Rapport.Values;
using Rapport.Web.Hosting;

namespace Rapport.Web.Api;

/// <summary>
/// Null where something is needed, above all within a list, is refused by its place, such as <c>addresses[0]</c>, before
/// an act counts on it: the serializer lets it through into what C# says is never null.
/// </summary>
internal static class Gaps
{
    /// <summary>For every body of the API that is read into a record; a patch is looked at where it is applied.</summary>
    public static async ValueTask<object?> Refuse(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next
    ) =>
        call.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType
            is { } type
        && call.Arguments.FirstOrDefault(type.IsInstanceOfType) is { } said
        && In(said) is { } refusal
            ? Answers.Problem(refusal)
            : await next(call);

    /// <summary>Null when there are none.</summary>
    public static Refusal? In(object said)
    {
        var faults = new Faults();
        Look(said, "", faults);
        return faults.Any ? faults.Refusal : null;
    }

    private static void Look(object said, string path, Faults faults)
    {
        var shape = Json.Options.GetTypeInfo(said.GetType());
        if (shape.Kind == JsonTypeInfoKind.Enumerable)
        {
            foreach (var (place, one) in ((IEnumerable)said).Cast<object?>().Index())
            {
                Look(one, $"{path}[{place}]", needed: true, faults);
            }
        }
        else if (shape.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var field in shape.Properties)
            {
                var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                Look(field.Get?.Invoke(said), name, needed: !field.IsSetNullable, faults);
            }
        }
    }

    private static void Look(object? said, string path, bool needed, Faults faults)
    {
        if (said is not null)
        {
            Look(said, path, faults);
            return;
        }
        faults.If(needed, path, Fault.Required);
    }
}
