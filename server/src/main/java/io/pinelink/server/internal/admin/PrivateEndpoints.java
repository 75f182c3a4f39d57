package io.pinelink.server.internal.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The private endpoints that are registered to one project. Thread-safe. */
public final class PrivateEndpoints {
  private static final int MAX = 10;

  private final String project;
  private final Map<String, EndpointAddress> registered = new LinkedHashMap<>();

  /**
   * @param project the short id, for messages
   */
  public PrivateEndpoints(String project) {
    this.project = project;
  }

  /**
   * Registers another private endpoint.
   *
   * @param opened opens the endpoint; called only if the project may have another
   * @throws IllegalStateException if the project has the maximum number of endpoints
   */
  public synchronized EndpointAddress register(Supplier<EndpointAddress> opened) {
    if (registered.size() == MAX) {
      throw new IllegalStateException(
          "project %s has %s private endpoints, and no project may have more"
              .formatted(project, MAX));
    }
    EndpointAddress endpoint = opened.get();
    registered.put(endpoint.id(), endpoint);
    return endpoint;
  }

  public synchronized void unregister(EndpointAddress endpoint) {
    if (!registered.remove(endpoint.id(), endpoint)) {
      throw new IllegalArgumentException(
          "private endpoint " + endpoint.id() + " is not registered to project " + project);
    }
  }

  /** Returns the endpoints in the order of their registration. */
  public synchronized List<EndpointAddress> list() {
    return List.copyOf(registered.values());
  }

  public synchronized boolean isEmpty() {
    return registered.isEmpty();
  }

  synchronized boolean has(String id) {
    return registered.containsKey(id);
  }
}
