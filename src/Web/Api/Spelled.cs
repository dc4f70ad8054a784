using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace Rapport.Web.Api;

/// <summary>
/// Words of a closed list are taken in an address as in a body, and as the API's document spells them:
/// <c>?stage=atRisk</c>. The framework alone knows only the spelling of the code.
/// </summary>
internal static class Spelled
{
    public static void TakeDocumentedWords(this RouteGroupBuilder api) =>
        ((IEndpointConventionBuilder)api).Finally(endpoint =>
        {
            var words =
                endpoint
                    .Metadata.OfType<MethodInfo>()
                    .FirstOrDefault()
                    ?.GetParameters()
                    .Where(p => EnumOf(p) is not null)
                    .ToDictionary(Name, p => EnumOf(p)!, StringComparer.OrdinalIgnoreCase)
                ?? [];
            if (words.Count == 0 || endpoint.RequestDelegate is not { } answer)
            {
                return;
            }
            endpoint.RequestDelegate = http =>
            {
                if (http.Request.QueryString.HasValue)
                {
                    Respell(http.Request, words);
                }
                return answer(http);
            };
        });

    private static void Respell(HttpRequest request, Dictionary<string, Type> words)
    {
        var respelled = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request.Query)
        {
            respelled[name] = words.TryGetValue(name, out var list)
                ? Word(list, value) ?? value
                : value;
        }
        request.Query = new QueryCollection(respelled);
    }

    private static string? Word(Type list, StringValues said) =>
        Array.Find(
            Enum.GetNames(list),
            word => word.Equals(said, StringComparison.OrdinalIgnoreCase)
        );

    private static Type? EnumOf(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? type : null;
    }

    private static string Name(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!;
}
