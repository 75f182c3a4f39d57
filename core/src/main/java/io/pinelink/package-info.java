/**
 * The client. Start at {@link io.pinelink.Pinelink}: it opens an {@link io.pinelink.Index} for the
 * data plane and provides the {@link io.pinelink.ControlPlane}.
 */
@NullMarked
package io.pinelink;

import org.jspecify.annotations.NullMarked;
