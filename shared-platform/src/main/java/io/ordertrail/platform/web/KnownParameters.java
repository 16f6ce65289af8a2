package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** The query parameters that an operation has: a misspelt filter would otherwise be no filter, and one given twice be guessed. */
final class KnownParameters {

    /** By name, whether it may come several times. */
    private final Map<String, Boolean> repeatable = new HashMap<>();

    /** An operation that takes them all as a map looks at them itself. */
    private boolean all;

    private KnownParameters() {
    }

    static KnownParameters of(HandlerMethod method) {
        KnownParameters known = new KnownParameters();
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        if (mapping != null) {
            // The condition compose=true makes compose a parameter.
            Arrays.stream(mapping.params()).map(condition -> condition.split("!?=")[0]).forEach(name -> known.add(name, String.class));
        }
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class) && Map.class.isAssignableFrom(parameter.getParameterType())) {
                known.all = true;
            } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
                known.add(WrongFields.nameOf(parameter), parameter.getParameterType());
            } else if (parameter.getParameterType().isRecord() && !parameter.hasParameterAnnotation(RequestBody.class)) {
                for (RecordComponent component : parameter.getParameterType().getRecordComponents()) {
                    known.add(component.getName(), component.getType());
                }
            }
        }
        return known;
    }

    private void add(String name, Class<?> type) {
        repeatable.put(name, type.isArray() || Collection.class.isAssignableFrom(type));
    }

    /** @throws Refusal {@code INVALID} naming the first that is unknown, or comes twice and may not */
    void check(Map<String, String[]> given) {
        if (all) {
            return;
        }
        given.forEach((name, values) -> {
            Boolean severalTimes = repeatable.get(name);
            if (severalTimes == null) {
                throw Refusal.ofField(Code.INVALID, name, repeatable.isEmpty()
                        ? "is not known; there are no parameters here"
                        : "is not known; there are %s".formatted(String.join(", ", repeatable.keySet().stream().sorted().toList())));
            }
            if (!severalTimes && values.length > 1) {
                throw Refusal.ofField(Code.INVALID, name, "is given %d times; once is enough".formatted(values.length));
            }
        });
    }
}
