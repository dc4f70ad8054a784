using System.Buffers;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rapport.Bench;

/// <summary>
/// The limit program: what this machine can do at best. Bare Kestrel, the plain driver, the token's hash looked up, the
/// same rows read and written as JSON; no framework beyond the server, no walls, no versions.
/// </summary>
internal static class Limit
{
    private const string Token =
        """SELECT t."Id", c."Roles" FROM "ApiToken" t JOIN "Colleague" c ON c."Id" = t."ColleagueId" WHERE t."Hash" = @hash AND t."RevokedAt" IS NULL AND c."Left" IS NULL""";

    private static readonly string[] Parts =
    [
        "Address",
        "BillingEntity",
        "ClientValue",
        "WinningCriterion",
        "AvoidedTopic",
        "ClientTag",
    ];

    private const string List = """
        SELECT c.*,
            (SELECT a."City" FROM "Address" a WHERE a."ClientId" = c."Id" ORDER BY a."Position" LIMIT 1) AS "City",
            (SELECT a."Country" FROM "Address" a WHERE a."ClientId" = c."Id" ORDER BY a."Position" LIMIT 1) AS "Country",
            (SELECT p."Name" FROM "Seat" s JOIN "Colleague" p ON p."Id" = s."ColleagueId"
                WHERE s."ClientId" = c."Id" AND s."Role" = 'AccountManager' AND s."Until" IS NULL LIMIT 1) AS "Manager",
            (SELECT p."Name" FROM "Client" p WHERE p."Id" = c."ParentId") AS "Parent"
        FROM "Client" c ORDER BY c."NameKey", c."Id" LIMIT 101
        """;

    /// <param name="args">Port, engine (sqlite or postgres), connection string.</param>
    public static async Task<int> Serve(string[] args)
    {
        Func<DbConnection> open = args[1] switch
        {
            "sqlite" => () => new SqliteConnection(args[2]),
            _ => NpgsqlDataSource.Create(args[2]).CreateConnection,
        };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{args[0]}");
        await using var app = builder.Build();
        app.Run(http => Answer(http, open));
        await app.RunAsync();
        return 0;
    }

    private static async Task Answer(HttpContext http, Func<DbConnection> open)
    {
        await using var connection = open();
        await connection.OpenAsync();
        var bearer = http.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(bearer));
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        await using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (!await Rows(connection, Token, "hash", hash, json, "token"))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (http.Request.Path.Value is { Length: > 8 } path)
        {
            await Record(connection, Guid.Parse(path.AsSpan(8)), json);
        }
        else
        {
            await Rows(connection, List, null, null, json, "items");
        }
        json.WriteEndObject();
        await json.FlushAsync();
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(buffer.WrittenMemory);
    }

    private static async Task Record(DbConnection connection, Guid id, Utf8JsonWriter json)
    {
        await Rows(
            connection,
            """SELECT c.*, (SELECT p."Name" FROM "Client" p WHERE p."Id" = c."ParentId") AS "Parent" FROM "Client" c WHERE c."Id" = @id""",
            "id",
            id,
            json,
            "client"
        );
        await Rows(
            connection,
            """SELECT s."Id", s."Role", p."Name", s."Since" FROM "Seat" s JOIN "Colleague" p ON p."Id" = s."ColleagueId" WHERE s."ClientId" = @id AND s."Until" IS NULL""",
            "id",
            id,
            json,
            "seats"
        );
        foreach (var part in Parts)
        {
            await Rows(
                connection,
                $"""SELECT * FROM "{part}" WHERE "ClientId" = @id ORDER BY "Position" """,
                "id",
                id,
                json,
                part
            );
        }
    }

    private static async Task<bool> Rows(
        DbConnection connection,
        string sql,
        string? name,
        object? value,
        Utf8JsonWriter json,
        string list
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (name is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync();
        json.WriteStartArray(list);
        var any = false;
        while (await reader.ReadAsync())
        {
            any = true;
            json.WriteStartObject();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (!await reader.IsDBNullAsync(i))
                {
                    json.WriteString(reader.GetName(i), $"{reader.GetValue(i)}");
                }
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return any;
    }
}
