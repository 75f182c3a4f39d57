/** Tests against real servers on loopback; start at {@code LoopbackServer}. */
@NullMarked
package io.pinelink.rest;

import org.jspecify.annotations.NullMarked;
