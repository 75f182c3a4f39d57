package io.pinelink.server.internal.vectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import io.pinelink.grpc.proto.CreateNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasRequest;
import io.pinelink.grpc.proto.DeleteNamespaceAliasResponse;
import io.pinelink.grpc.proto.DescribeNamespaceAliasRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesRequest;
import io.pinelink.grpc.proto.ListNamespaceAliasesResponse;
import io.pinelink.grpc.proto.NamespaceAliasDescription;
import io.pinelink.grpc.proto.RepointNamespaceAliasRequest;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.store.AliasEntry;
import io.pinelink.server.internal.store.StoredPage;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.JsonStreamReader;
import io.pinelink.server.internal.wire.QueryString;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations on namespace aliases.
 *
 * @param enabled whether the indexes have aliases; otherwise every operation is unimplemented
 */
public record NamespaceAliasOperations(boolean enabled, InstantSource clock) {
  private static final String SINCE = "2026-07";
  private static final String ALIASES = "/namespace-aliases";
  private static final String ALIAS = "/namespace-aliases/{alias}";
  private static final Set<String> LIST_PARAMETERS =
      Set.of("limit", "paginationToken", "prefix", "target_namespace");

  public void addTo(PathTable<DataEndpoint> paths, GrpcEndpoint grpc) {
    new DataTable(paths, grpc, "/NamespaceAliasService/", this::check)
        .on(
            "createNamespaceAlias",
            "POST " + ALIASES,
            call -> {
              Body body = body(call);
              return create(body.name, body.target);
            },
            CreateNamespaceAliasRequest::parser,
            message -> create(message.getName(), message.getTargetNamespace()))
        .on(
            "listNamespaceAliases",
            "GET " + ALIASES,
            NamespaceAliasOperations::list,
            ListNamespaceAliasesRequest::parser,
            NamespaceAliasOperations::list)
        .on(
            "describeNamespaceAlias",
            "GET " + ALIAS,
            call -> describe(call.pathValue()),
            DescribeNamespaceAliasRequest::parser,
            message -> describe(message.getAliasName()))
        .on(
            "repointNamespaceAlias",
            "PATCH " + ALIAS,
            call -> repoint(call.pathValue(), body(call).target),
            RepointNamespaceAliasRequest::parser,
            message -> repoint(message.getAliasName(), message.getTargetNamespace()))
        .on(
            "deleteNamespaceAlias",
            "DELETE " + ALIAS,
            call -> delete(call.pathValue()),
            DeleteNamespaceAliasRequest::parser,
            message -> delete(message.getAliasName()));
  }

  /**
   * Refuses a call in a version without aliases, and every call if they are not enabled. A call
   * without a version is one in the oldest version.
   */
  private void check(ServerCall call) {
    if (!call.isVersionOrLater(SINCE)) {
      throw RpcException.invalid(
          "API_VERSION_TOO_OLD",
          "Namespace aliases need X-Pinecone-Api-Version " + SINCE + " or newer");
    }
    if (!enabled) {
      throw new RpcException(
          RpcCode.UNIMPLEMENTED, "Namespace aliases are not enabled for this index");
    }
  }

  private DataRequest<DataResult.Body> create(String name, @Nullable String target) {
    return index ->
        described(
            index.aliases(
                (aliases, namespaces) ->
                    aliases.create(name, target, clock.instant(), namespaces)));
  }

  private DataRequest<DataResult.Body> repoint(String name, @Nullable String target) {
    return index ->
        described(
            index.aliases(
                (aliases, namespaces) ->
                    aliases.repoint(name, target, clock.instant(), namespaces)));
  }

  private static DataRequest<DataResult.Body> describe(String name) {
    return index -> described(index.aliases((aliases, namespaces) -> aliases.describe(name)));
  }

  private static DataResult<DataResult.Body> described(AliasEntry alias) {
    return DataResult.of(new Described(alias));
  }

  private static DataRequest<DataResult.Body> delete(String name) {
    return index ->
        index.aliases(
            (aliases, namespaces) -> {
              aliases.delete(name);
              return DataResult.of(
                  new DataResult.Empty(DeleteNamespaceAliasResponse.getDefaultInstance()));
            });
  }

  private static DataRequest<DataResult.Body> list(ServerCall call) {
    QueryString query = new QueryString(call.query());
    for (String name : query.names()) {
      if (!LIST_PARAMETERS.contains(name)) {
        throw RpcException.invalid("Unknown query parameter '" + name + "'");
      }
    }
    return list(
        query.first("prefix").orElse(null),
        query.first("target_namespace").orElse(null),
        query
            .first("limit")
            .map(NamespaceAliasOperations::limit)
            .orElse((long) Validation.DEFAULT_PAGE),
        query.first("paginationToken").orElse(""));
  }

  private static long limit(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw RpcException.invalid(
          "LIST_INVALID_LIMIT", "limit must be an integer, got '" + text + "'");
    }
  }

  private static DataRequest<DataResult.Body> list(ListNamespaceAliasesRequest message) {
    return list(
        message.hasPrefix() ? message.getPrefix() : null,
        message.hasTargetNamespace() ? message.getTargetNamespace() : null,
        message.hasLimit() ? Integer.toUnsignedLong(message.getLimit()) : Validation.DEFAULT_PAGE,
        message.getPaginationToken());
  }

  private static DataRequest<DataResult.Body> list(
      @Nullable String prefix, @Nullable String target, long limit, String paginationToken) {
    return index ->
        DataResult.of(
            new Listed(
                index.aliases(
                    (aliases, namespaces) ->
                        aliases.list(prefix, target, limit, paginationToken))));
  }

  /** The members of a request's body. */
  private static final class Body {
    private String name = "";
    private @Nullable String target;
  }

  /** Reads the members of a request, whose names the reader returns in camel case. */
  private static Body body(ServerCall call) {
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

  private record Described(AliasEntry alias) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      out.writeStringField("name", alias.name());
      out.writeStringField("target_namespace", alias.target());
      out.writeStringField("created_at", DateTimeFormatter.ISO_INSTANT.format(alias.createdAt()));
      out.writeStringField("updated_at", DateTimeFormatter.ISO_INSTANT.format(alias.updatedAt()));
    }

    @Override
    public NamespaceAliasDescription message(boolean withSizes) {
      return NamespaceAliasDescription.newBuilder()
          .setName(alias.name())
          .setTargetNamespace(alias.target())
          .setCreatedAt(timestamp(alias.createdAt()))
          .setUpdatedAt(timestamp(alias.updatedAt()))
          .build();
    }

    private static Timestamp timestamp(Instant time) {
      return Timestamp.newBuilder()
          .setSeconds(time.getEpochSecond())
          .setNanos(time.getNano())
          .build();
    }
  }

  private record Listed(StoredPage<AliasEntry> page) implements DataResult.Body {
    @Override
    public void write(JsonGenerator out, boolean withSizes) throws IOException {
      VectorJson.page(out, "namespace_aliases", page, Described::new, withSizes);
    }

    @Override
    public MessageLite message(boolean withSizes) {
      ListNamespaceAliasesResponse.Builder message =
          ListNamespaceAliasesResponse.newBuilder().setTotalCount(page.total());
      for (AliasEntry alias : page.items()) {
        message.addNamespaceAliases(new Described(alias).message(withSizes));
      }
      VectorMessages.pagination(page.next(), message::setPagination);
      return message.build();
    }
  }
}
