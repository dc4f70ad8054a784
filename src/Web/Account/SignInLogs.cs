using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>The log of sign-ins as a page, or its next rows alone.</summary>
internal static class SignInLogs
{
    public static IResult Show(
        HttpContext http,
        Me me,
        ListPage<SignInRecord> rows,
        string path,
        string title,
        bool everybody
    ) =>
        Pages.IsPartial(http)
            ? Pages.Show<SignInLogRows>(
                new
                {
                    Me = me,
                    Rows = rows,
                    Path = path,
                    Everybody = everybody,
                }
            )
            : Pages.Show<SignInLogView>(
                new
                {
                    Me = me,
                    Title = title,
                    Rows = rows,
                    Path = path,
                    Everybody = everybody,
                }
            );
}
