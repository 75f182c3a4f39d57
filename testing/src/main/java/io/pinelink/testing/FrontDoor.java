package io.pinelink.testing;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What stands before the planes: it knows keys, tokens and network rules, and nothing of indexes.
 * Its refusals are plain text, as those of the service's edge are, over gRPC too.
 */
final class FrontDoor implements Service {
  private static final String BEARER = "Bearer ";

  /** Which API keys and which tokens of the admin API are let in. */
  record Locks(Predicate<String> apiKeys, Predicate<String> tokens) {}

  /** What lies behind the door. */
  record Rooms(Service control, Service login, Service data) {}

  private final Locks locks;
  private final Rooms rooms;
  private volatile boolean restrictedToPrivateEndpoints;

  FrontDoor(Locks locks, Rooms rooms, boolean restrictedToPrivateEndpoints) {
    this.locks = locks;
    this.rooms = rooms;
    this.restrictedToPrivateEndpoints = restrictedToPrivateEndpoints;
  }

  void restrictToPrivateEndpoints(boolean restricted) {
    restrictedToPrivateEndpoints = restricted;
  }

  @Override
  public String operation(HttpCall call) {
    return room(call).operation(call);
  }

  @Override
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(rooms.control().operations());
    operations.addAll(rooms.login().operations());
    operations.addAll(rooms.data().operations());
    return operations;
  }

  private Service room(HttpCall call) {
    if (call.listener() != Listener.CONTROL) {
      return rooms.data();
    }
    return isLogin(call) ? rooms.login() : rooms.control();
  }

  /** Whether the call is for the login host; in local mode one port is both hosts. */
  static boolean isLogin(HttpCall call) {
    return call.listener() == Listener.CONTROL
        && (call.host().equals(LoginService.HOST)
            || (call.host().equals("localhost") && call.path().equals(LoginService.PATH)));
  }

  @Override
  public Answer answer(HttpCall call) {
    Service room = room(call);
    if (room == rooms.login()) {
      return room.answer(call);
    }
    if (room == rooms.control()) {
      return guardedControl(call);
    }
    boolean refused = restrictedToPrivateEndpoints && call.listener() == Listener.PUBLIC_DATA;
    return hasKey(call) && !refused ? room.answer(call) : Answer.text(401, "Unauthorized");
  }

  private Answer guardedControl(HttpCall call) {
    if (call.path().startsWith("/admin/")) {
      return hasToken(call) ? rooms.control().answer(call) : Answer.text(401, "Unauthorized");
    }
    return hasKey(call) ? rooms.control().answer(call) : Answer.text(401, "Invalid API key");
  }

  private boolean hasKey(HttpCall call) {
    return locks.apiKeys().test(call.header("api-key"));
  }

  private boolean hasToken(HttpCall call) {
    String authorization = call.header("authorization");
    return authorization.startsWith(BEARER)
        && locks.tokens().test(authorization.substring(BEARER.length()));
  }
}
