/**
 * The routes of open indexes: their choice, their refresh, and the hosts known by name. Start at
 * {@code Routes}.
 */
@NullMarked
package io.pinelink.internal.route;

import org.jspecify.annotations.NullMarked;
