package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.AliasPage;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests about namespace aliases and their responses in REST. */
final class AliasJson {
  private static final Set<String> LIST_PARAMETERS =
      Set.of("limit", "paginationToken", "prefix", "target_namespace");

  private AliasJson() {}

  static AliasCalls.Point create(ServerCall call) {
    Body body = Body.read(call);
    return new AliasCalls.Point(body.name, body.target);
  }

  static AliasCalls.Point repoint(ServerCall call) {
    return new AliasCalls.Point(call.pathValue(), Body.read(call).target);
  }

  /** The members of a request's body; the reader returns their names in camel case. */
  private static final class Body {
    private String name = "";
    private @Nullable String target;

    static Body read(ServerCall call) {
      Body body = new Body();
      JsonStreamReader.read(
          call.body(),
          (member, in) -> {
            switch (member) {
              case "name" -> body.name = in.text();
              case "targetNamespace" -> body.target = in.text();
              default -> in.skip();
            }
          });
      return body;
    }
  }

  static AliasCalls.Named named(ServerCall call) {
    return new AliasCalls.Named(call.pathValue());
  }

  static AliasCalls.ListAliases list(ServerCall call) {
    QueryString query = new QueryString(call.query());
    for (String name : query.names()) {
      if (!LIST_PARAMETERS.contains(name)) {
        throw RpcException.invalid("Unknown query parameter '" + name + "'");
      }
    }
    return new AliasCalls.ListAliases(
        query.first("prefix").orElse(null),
        query.first("target_namespace").orElse(null),
        limit(query),
        query.first("paginationToken").orElse(""));
  }

  private static @Nullable Long limit(QueryString query) {
    String limit = query.first("limit").orElse(null);
    try {
      return limit == null ? null : Long.valueOf(limit);
    } catch (NumberFormatException e) {
      throw RpcException.invalid(
          "LIST_INVALID_LIMIT", "limit must be an integer, got '" + limit + "'");
    }
  }

  static byte[] described(AliasEntry alias) {
    return bytes(described(alias, PlainJson.MAPPER.createObjectNode()));
  }

  private static ObjectNode described(AliasEntry alias, ObjectNode into) {
    return into.put("name", alias.name())
        .put("target_namespace", alias.target())
        .put("created_at", time(alias.createdAt()))
        .put("updated_at", time(alias.updatedAt()));
  }

  private static String time(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time);
  }

  static byte[] listed(AliasPage page) {
    ObjectNode response = PlainJson.MAPPER.createObjectNode();
    ArrayNode aliases = response.putArray("namespace_aliases");
    page.aliases().forEach(alias -> described(alias, aliases.addObject()));
    String next = page.next();
    if (next != null) {
      response.putObject("pagination").put("next", next);
    }
    return bytes(response.put("total_count", page.total()));
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
