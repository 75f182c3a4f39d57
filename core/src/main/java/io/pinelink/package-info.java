/**
 * The client. Start at {@link io.pinelink.Pinelink}: it opens an {@link io.pinelink.Index}, {@link
 * io.pinelink.RecordIndex} or {@link io.pinelink.DocumentIndex} for the data plane and provides the
 * {@link io.pinelink.ControlPlane}.
 */
@NullMarked
package io.pinelink;

import org.jspecify.annotations.NullMarked;
