package io.ordertrail.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What this node has for who comes to its door. Not every node has a dashboard. */
class Directory {

    static final String DOCUMENTATION = "/swagger-ui.html";
    static final String DASHBOARD = "/dashboard";

    private final ObjectProvider<RequestMappingHandlerMapping> handlers;

    Directory(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.handlers = handlers;
    }

    boolean hasDashboard() {
        return mappings().keySet().stream().flatMap(Directory::patterns).anyMatch(DASHBOARD::equals);
    }

    /** The API's addresses, each with the methods that it takes. */
    SortedMap<String, List<String>> resources() {
        SortedMap<String, List<String>> resources = new TreeMap<>();
        mappings().forEach((mapping, handler) -> {
            if (isOurs(handler)) {
                patterns(mapping).filter(pattern -> !pattern.equals(IndexController.PATH)).forEach(pattern -> resources
                        .computeIfAbsent(pattern, first -> new ArrayList<>())
                        .addAll(mapping.getMethodsCondition().getMethods().stream().map(RequestMethod::name).toList()));
            }
        });
        resources.replaceAll((path, methods) -> methods.stream().distinct().sorted().toList());
        return resources;
    }

    private Map<RequestMappingInfo, HandlerMethod> mappings() {
        RequestMappingHandlerMapping mapping = handlers.getIfAvailable();
        return mapping == null ? Map.of() : mapping.getHandlerMethods();
    }

    private static Stream<String> patterns(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream();
    }

    private static boolean isOurs(HandlerMethod handler) {
        return handler.getBeanType().getName().startsWith("io.ordertrail.")
                && AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), RestController.class);
    }
}
