package io.pinelink.endtoend.soak;

import java.util.function.BiConsumer;

/** A kind of resource, whose steps run from its creation to its deletion, until one fails. */
enum LifeCycle {
  INDEXES((clients, name) -> clients.lifeCycles().indexes(name)),
  NAMESPACE((clients, name) -> clients.lifeCycles().namespace(name)),
  ALIASES((clients, name) -> clients.lifeCycles().aliases(name)),
  IMPORTS((clients, name) -> clients.lifeCycles().imports()),
  INFERENCE((clients, name) -> clients.lifeCycles().inference()),
  PROJECTS((clients, name) -> clients.adminLifeCycles().projects(name)),
  INVITES((clients, name) -> clients.adminLifeCycles().invites(name)),
  SERVICE_ACCOUNTS((clients, name) -> clients.adminLifeCycles().serviceAccounts(name)),
  ORGANIZATIONS((clients, name) -> clients.adminLifeCycles().organizations(name));

  @SuppressWarnings("ImmutableEnumChecker") // the steps have no state
  private final BiConsumer<SoakClients, String> steps;

  LifeCycle(BiConsumer<SoakClients, String> steps) {
    this.steps = steps;
  }

  /**
   * Runs the steps.
   *
   * @param name a name that is used only here
   */
  void run(SoakClients clients, String name) {
    steps.accept(clients, name);
  }
}
