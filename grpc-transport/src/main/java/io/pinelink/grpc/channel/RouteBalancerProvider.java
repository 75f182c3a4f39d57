package io.pinelink.grpc.channel;

import io.grpc.LoadBalancer;
import io.grpc.LoadBalancerProvider;
import io.grpc.LoadBalancerRegistry;
import io.pinelink.spi.dial.AddressResolver;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The provider of the balancers of one transport. gRPC finds it by its name, in a registry of the
 * whole JVM, so that each has a name of its own and is registered only while its transport is open.
 */
final class RouteBalancerProvider extends LoadBalancerProvider {
  private static final int PRIORITY = 5;

  private final AddressResolver resolver;
  private final String name =
      "pinelink_" + Long.toHexString(ThreadLocalRandom.current().nextLong());

  RouteBalancerProvider(AddressResolver resolver) {
    this.resolver = resolver;
  }

  void register() {
    LoadBalancerRegistry.getDefaultRegistry().register(this);
  }

  void deregister() {
    LoadBalancerRegistry.getDefaultRegistry().deregister(this);
  }

  @Override
  public LoadBalancer newLoadBalancer(LoadBalancer.Helper helper) {
    return new RouteBalancer(helper, resolver);
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  @Override
  public String getPolicyName() {
    return name;
  }
}
