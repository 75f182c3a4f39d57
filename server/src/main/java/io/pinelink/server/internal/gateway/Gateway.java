package io.pinelink.server.internal.gateway;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.control.ControlService;
import io.pinelink.server.internal.control.IndexRegistry;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entry point in front of the planes. It checks keys, tokens and network rules, and does not
 * know indexes. Its refusals are plain text, also over gRPC, as at the service's edge.
 *
 * @param saving what calls do to save their changes
 * @param usage counts the executed calls of the data plane
 * @param webPages the check of calls in plaintext; null if there are none. Over TLS, certificates
 *     keep web pages of other names out
 */
public record Gateway(
    OrganizationStore organizations,
    Authenticator authenticator,
    Backends backends,
    Saving saving,
    BiConsumer<ServerCall, ServerResponse> usage,
    @Nullable WebPageGuard webPages)
    implements RequestHandler {
  private static final String BEARER = "Bearer ";

  /**
   * The validation of API keys and of admin API tokens.
   *
   * @param projects returns the project of an API key
   * @param tokens returns whether a token is valid
   */
  public record Authenticator(
      Function<String, Optional<ProjectResource>> projects, Predicate<String> tokens) {}

  /** The planes of all projects, and the handlers that belong to no project. */
  public record Backends(
      ControlService<ProjectResource> control,
      DataPlane data,
      ControlService<ProjectResource> metrics,
      RequestHandler admin,
      RequestHandler login) {}

  @Override
  public Supplier<ServerResponse> match(ServerCall call) {
    Supplier<ServerResponse> responder = matchByPath(call);
    Optional<ServerResponse> refusal =
        webPages == null || call.ingress().encrypted() ? Optional.empty() : webPages.refusal(call);
    return refusal.<Supplier<ServerResponse>>map(response -> () -> response).orElse(responder);
  }

  private Supplier<ServerResponse> matchByPath(ServerCall call) {
    if (call.listener() != ListenerRole.CONTROL) {
      Function<IndexRegistry, ServerResponse> data = backends.data().match(call);
      return () -> data(call, data);
    }
    if (call.isGrpc()) {
      // Only indexes are served over gRPC.
      return () ->
          GrpcFraming.failure(RpcCode.NOT_FOUND, "No index at host '" + call.authority() + "'");
    }
    if (isLogin(call)) {
      Supplier<ServerResponse> login = backends.login().match(call);
      return () -> checked(call, login);
    }
    if (isAdmin(call)) {
      Supplier<ServerResponse> admin = backends.admin().match(call);
      return () -> hasToken(call) ? checked(call, () -> saved(call, admin)) : unauthorized();
    }
    if (isMetrics(call)) {
      Function<ProjectResource, ServerResponse> metrics = backends.metrics().match(call);
      return () -> control(call, metrics, bearer(call).orElse(""));
    }
    Function<ProjectResource, ServerResponse> control = backends.control().match(call);
    return () -> control(call, control, call.header("api-key"));
  }

  @Override
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(backends.control().operations());
    operations.addAll(backends.data().operations());
    operations.addAll(backends.metrics().operations());
    operations.addAll(backends.admin().operations());
    operations.addAll(backends.login().operations());
    return operations;
  }

  /** Returns whether a call is for the login host; in local mode one port serves both hosts. */
  static boolean isLogin(ServerCall call) {
    return call.listener() == ListenerRole.CONTROL
        && (call.host().equals(LoginService.HOST)
            || (call.host().equals("localhost") && call.path().equals(LoginService.PATH)));
  }

  private static boolean isAdmin(ServerCall call) {
    return call.path().startsWith("/admin/");
  }

  /** Returns whether a call discovers metrics, with the API key as a bearer token. */
  private static boolean isMetrics(ServerCall call) {
    return call.path().startsWith("/prometheus/");
  }

  private ServerResponse control(
      ServerCall call, Function<ProjectResource, ServerResponse> responder, String apiKey) {
    return authenticator
        .projects()
        .apply(apiKey)
        .map(project -> checked(call, () -> saved(call, () -> responder.apply(project))))
        .orElseGet(() -> ServerResponse.text(401, "Invalid API key"));
  }

  /**
   * Serves a data call. If its host belongs to a project, the ingress and the key must belong to
   * the same project. For any other host, the caller's own project serves the index of that name,
   * subject to the ingress too, or reports that it has no such index.
   */
  private ServerResponse data(ServerCall call, Function<IndexRegistry, ServerResponse> responder) {
    Optional<ProjectResource> caller = caller(call);
    Optional<ProjectResource> owner = organizations.ownerOf(call);
    boolean wrongIngress = owner.isPresent() && !owner.get().admits(call);
    boolean wrongKey = owner.isPresent() && !owner.equals(caller);
    boolean refused =
        owner.isEmpty()
            && caller.isPresent()
            && caller.get().contents().indexes().findFor(call).isPresent()
            && !caller.get().admits(call);
    return caller.isEmpty() || wrongIngress || wrongKey || refused
        ? unauthorized()
        : checked(call, () -> counted(call, responder, caller.get().contents().indexes()));
  }

  private ServerResponse counted(
      ServerCall call, Function<IndexRegistry, ServerResponse> responder, IndexRegistry indexes) {
    ServerResponse response = responder.apply(indexes);
    usage.accept(call, response);
    return response;
  }

  /**
   * Returns the name of the index at the host of a data call, in any project; empty if there is no
   * such index.
   */
  public Optional<String> indexOf(ServerCall call) {
    return indexAt(call).map(IndexResource::name);
  }

  /** Returns the id of the index at the host of a data call, which no other index has. */
  public Optional<String> indexIdOf(ServerCall call) {
    return indexAt(call).map(index -> index.id().toString());
  }

  private Optional<IndexResource> indexAt(ServerCall call) {
    return organizations.projects().stream()
        .flatMap(project -> project.served().contents().indexes().findFor(call).stream())
        .findFirst();
  }

  /** Returns the id of the project whose key a call has; empty if the key is not accepted. */
  public Optional<String> projectOf(ServerCall call) {
    return caller(call).map(ProjectResource::id);
  }

  /**
   * Refuses a call with an API version that is not served, or with a compressed body over REST, and
   * executes any other call.
   */
  private static ServerResponse checked(ServerCall call, Supplier<ServerResponse> responder) {
    return ApiVersionCheck.refusal(call)
        .or(
            () ->
                BodyEncoding.objection(call)
                    .map(
                        objection ->
                            RefusalResponses.of(call, ErrorCode.INVALID_ARGUMENT, objection)))
        .orElseGet(responder);
  }

  /** Executes a call that may change resources, and saves the changes before it is answered. */
  private ServerResponse saved(ServerCall call, Supplier<ServerResponse> responder) {
    if (call.method().equals("GET")) {
      return saving.read(responder);
    }
    try {
      return saving.change(responder);
    } catch (RpcException e) {
      return ControlService.failure(
          new ControlException(e.httpStatus(), e.code().name(), e.text()));
    }
  }

  private static ServerResponse unauthorized() {
    return ServerResponse.text(401, "Unauthorized");
  }

  private Optional<ProjectResource> caller(ServerCall call) {
    return authenticator.projects().apply(call.header("api-key"));
  }

  private boolean hasToken(ServerCall call) {
    return bearer(call).filter(authenticator.tokens()).isPresent();
  }

  private static Optional<String> bearer(ServerCall call) {
    String authorization = call.header("authorization");
    return authorization.startsWith(BEARER)
        ? Optional.of(authorization.substring(BEARER.length()))
        : Optional.empty();
  }
}
