package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The entry point in front of the planes. It checks keys, tokens and network rules, and does not
 * know indexes. Its refusals are plain text, also over gRPC, like those of the service's edge.
 */
public final class Gateway implements RequestHandler {
  private static final String BEARER = "Bearer ";

  /**
   * The validation of API keys and of admin API tokens.
   *
   * @param projects returns the project of an API key
   * @param tokens returns whether a token is valid
   */
  public record Authenticator(
      Function<String, Optional<ProjectResource>> projects, Predicate<String> tokens) {}

  /** The handlers that belong to no project. */
  public record Backends(RequestHandler admin, RequestHandler login) {}

  private final OrganizationStore organizations;
  private final Authenticator authenticator;
  private final Backends backends;
  private final ProjectResource anyProject;

  /**
   * @param anyProject a project that provides the names of the operations, which are the same in
   *     all projects
   */
  public Gateway(
      OrganizationStore organizations,
      Authenticator authenticator,
      Backends backends,
      ProjectResource anyProject) {
    this.organizations = organizations;
    this.authenticator = authenticator;
    this.backends = backends;
    this.anyProject = anyProject;
  }

  @Override
  public String operation(ServerRequest call) {
    return backend(call).operation(call);
  }

  private RequestHandler backend(ServerRequest call) {
    if (call.listener() != ListenerRole.CONTROL) {
      return anyProject.planes().data();
    }
    if (isLogin(call)) {
      return backends.login();
    }
    return isAdmin(call) ? backends.admin() : anyProject.planes().control();
  }

  @Override
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(anyProject.planes().control().operations());
    operations.addAll(anyProject.planes().data().operations());
    operations.addAll(backends.admin().operations());
    operations.addAll(backends.login().operations());
    return operations;
  }

  /** Returns whether a call is for the login host; in local mode one port serves both hosts. */
  static boolean isLogin(ServerRequest call) {
    return call.listener() == ListenerRole.CONTROL
        && (call.host().equals(LoginService.HOST)
            || (call.host().equals("localhost") && call.path().equals(LoginService.PATH)));
  }

  private static boolean isAdmin(ServerRequest call) {
    return call.path().startsWith("/admin/");
  }

  @Override
  public ServerResponse answer(ServerRequest call) {
    if (call.listener() != ListenerRole.CONTROL) {
      return data(call);
    }
    if (isLogin(call)) {
      return backends.login().answer(call);
    }
    if (isAdmin(call)) {
      return hasToken(call) ? backends.admin().answer(call) : unauthorized();
    }
    return caller(call)
        .map(project -> project.planes().control().answer(call))
        .orElseGet(() -> ServerResponse.text(401, "Invalid API key"));
  }

  /**
   * Serves a data call. If its host belongs to a project, the ingress and the key must belong to
   * the same project. For any other host the caller's own project reports that it has no such
   * index.
   */
  private ServerResponse data(ServerRequest call) {
    Optional<ProjectResource> caller = caller(call);
    Optional<ProjectResource> owner = organizations.ownerOf(call);
    boolean wrongIngress = owner.isPresent() && !owner.get().admits(call);
    boolean wrongKey = owner.isPresent() && !owner.equals(caller);
    return caller.isEmpty() || wrongIngress || wrongKey
        ? unauthorized()
        : caller.get().planes().data().answer(call);
  }

  private static ServerResponse unauthorized() {
    return ServerResponse.text(401, "Unauthorized");
  }

  private Optional<ProjectResource> caller(ServerRequest call) {
    return authenticator.projects().apply(call.header("api-key"));
  }

  private boolean hasToken(ServerRequest call) {
    String authorization = call.header("authorization");
    return authorization.startsWith(BEARER)
        && authenticator.tokens().test(authorization.substring(BEARER.length()));
  }
}
