using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Values;
using Rapport.Web.Access;

namespace Rapport.Web.Shared;

/// <summary>A page of somebody signed in: a pure view, given all that it shows.</summary>
public abstract class PageView : ComponentBase
{
    [Parameter, EditorRequired]
    public required Me Me { get; set; }
}

/// <summary>Answers with a page.</summary>
public static class Pages
{
    /// <summary>By which htmx says whether it asks for a part of the page.</summary>
    private const string Part = "HX-Request-Type";

    /// <summary>htmx asks for the next rows alone, not for the whole page.</summary>
    public static bool IsPartial(HttpContext http) => http.Request.Headers[Part] == "partial";

    /// <summary>Says that one address is answered whole and in part, so that a browser keeps the two apart.</summary>
    public static void VaryByPart(HttpContext http) => http.Response.Headers.Vary = Part;

    /// <summary>The page <typeparamref name="T"/> with its parameters, as in <c>new { Me = me, Client = client }</c>.</summary>
    public static RazorComponentResult<T> Show<T>(
        object parameters,
        int status = StatusCodes.Status200OK
    )
        where T : IComponent => new(parameters) { StatusCode = status };

    /// <summary>How a form is answered that was not taken; one that somebody else overtook is a conflict.</summary>
    public static int StatusOf(Refusal? refusal) =>
        refusal?.Kind switch
        {
            null => StatusCodes.Status200OK,
            RefusalKind.Stale => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    /// <summary>A form that could not be taken as it is: shown again with what was typed and what is wrong.</summary>
    public static RazorComponentResult<T> Again<T>(object parameters)
        where T : IComponent => Show<T>(parameters, StatusCodes.Status422UnprocessableEntity);
}
