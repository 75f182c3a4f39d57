package io.pinelink.contract.hostile;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A plan that draws attacks for some of the connections by their number, from a seed.
 *
 * <p>Thread-safe.
 */
final class RandomConnectPlan implements ConnectAttackScript.Plan {
  /** One in this many connections is attacked. */
  private static final int ATTACKED_ONE_OF = 8;

  /** One in this many draws of an attack that lasts until the connect timeout is kept. */
  private static final int SLOW_ONE_OF = 8;

  private final long seed;
  private final List<ConnectAttack> attacks;
  private volatile boolean honest;

  RandomConnectPlan(long seed, List<ConnectAttack> attacks) {
    this.seed = seed;
    this.attacks = attacks;
  }

  /** Sets whether later connections are not attacked. */
  void setHonest(boolean honest) {
    this.honest = honest;
  }

  @Override
  public @Nullable ConnectAttack next(int connection, int port) {
    SplittableRandom random = new SplittableRandom(seed * 31 + connection);
    if (honest || attacks.isEmpty() || random.nextInt(ATTACKED_ONE_OF) > 0) {
      return null;
    }
    ConnectAttack attack = attacks.get(random.nextInt(attacks.size()));
    for (int i = 0; i < attacks.size() && attack.isSlow() && random.nextInt(SLOW_ONE_OF) > 0; i++) {
      attack = attacks.get(random.nextInt(attacks.size()));
    }
    return attack;
  }
}
