package dev.fettle.probe;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Defines the project's classes itself, rewritten, and leaves everything else to its parent, which holds the libraries. */
final class ProjectLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ProjectClasses.Batch batch;
    private final ProjectClasses.Mode mode;
    private final ProjectClasses classes;
    private final StaticState statics = new StaticState();
    private final Map<Path, ProtectionDomain> domains = new HashMap<>();

    ProjectLoader(ProjectClasses classes, ProjectClasses.Batch batch, ProjectClasses.Mode mode, ClassLoader libraries)
            throws MalformedURLException {
        super(urls(classes.roots()), libraries);
        this.classes = classes;
        this.batch = batch;
        this.mode = mode;
    }

    /** What the static fields of its classes hold. */
    StaticState statics() {
        return statics;
    }

    static URL[] urls(List<Path> paths) throws MalformedURLException {
        URL[] urls = new URL[paths.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = paths.get(i).toUri().toURL();
        }
        return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!batch.has(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = define(name);
            }
            return loaded;
        }
    }

    /** A class more, of the same run-time packages as the project's. */
    Class<?> defineBeside(String name, byte[] classFile) {
        return defineClass(name, classFile, 0, classFile.length);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        ProjectClasses.Ready ready;
        try {
            ready = batch.ready(name, mode);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
        int dot = name.lastIndexOf('.');
        if (dot > 0 && getPackage(name.substring(0, dot)) == null) {
            try {
                definePackage(name.substring(0, dot), null, null, null, null, null, null, null);
            } catch (IllegalArgumentException anotherThreadDid) {
                return define(name, ready); // one of this name is all that is needed
            }
        }
        return define(name, ready);
    }

    private Class<?> define(String name, ProjectClasses.Ready ready) throws ClassNotFoundException {
        Class<?> defined = defineClass(name, ready.bytes, 0, ready.bytes.length, domain(name));
        statics.defined(defined, ready.initializer);
        return defined;
    }

    private synchronized @Nullable ProtectionDomain domain(String name) throws ClassNotFoundException {
        Path root = classes.rootOf(name);
        if (root == null) {
            return null;
        }
        ProtectionDomain known = domains.get(root);
        if (known == null) {
            try {
                known = new ProtectionDomain(
                        new CodeSource(root.toUri().toURL(), (Certificate[]) null), null, this, null);
            } catch (MalformedURLException e) {
                throw new ClassNotFoundException(name, e);
            }
            domains.put(root, known);
        }
        return known;
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }
}
