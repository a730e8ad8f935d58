/** The sandbox of a container engine, podman or docker, for machines on which bubblewrap cannot start. */
@NullMarked
package dev.fettle.sandbox.container;

import org.jspecify.annotations.NullMarked;
