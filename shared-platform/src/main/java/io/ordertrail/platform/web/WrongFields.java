package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.web.Problem.WrongField;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Says which fields Jakarta Validation found wrong: by JSON pointer in a body, by name in the query and the headers. */
final class WrongFields {

    private WrongFields() {
    }

    static Problem of(MethodArgumentNotValidException failure) {
        return Problem.ofFields(wrongIn(failure.getBindingResult(), failure.getParameter(), ""));
    }

    static Problem of(HandlerMethodValidationException failure) {
        List<WrongField> wrong = new ArrayList<>();
        for (ParameterValidationResult result : failure.getParameterValidationResults()) {
            MethodParameter parameter = result.getMethodParameter();
            String element = result.getContainerIndex() == null ? "" : "/" + result.getContainerIndex();
            if (result instanceof ParameterErrors errors) {
                wrong.addAll(wrongIn(errors, parameter, element));
            } else {
                result.getResolvableErrors().forEach(error -> wrong
                        .add(wrong(isBody(parameter) ? element : nameOf(parameter), error)));
            }
        }
        failure.getCrossParameterValidationResults().forEach(error -> wrong.add(wrong("", error)));
        return Problem.ofFields(wrong);
    }

    /** The name by which clients know a parameter of a controller's method. */
    static String nameOf(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        String given = query != null ? query.name() : header != null ? header.name() : "";
        return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
    }

    private static List<WrongField> wrongIn(Errors errors, MethodParameter parameter, String prefix) {
        return errors.getAllErrors().stream()
                .map(error -> wrong(isBody(parameter) ? prefix + pointerTo(error) : withoutElement(pathOf(error)), error))
                .toList();
    }

    /** A parameter that comes several times has one name. */
    private static String withoutElement(String path) {
        return path.contains("[") ? path.substring(0, path.indexOf('[')) : path;
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class);
    }

    private static WrongField wrong(String field, MessageSourceResolvable error) {
        boolean wrongType = error instanceof FieldError given && given.contains(TypeMismatchException.class);
        return new WrongField(field, Code.INVALID.shown(),
                wrongType ? Wanted.asText(((FieldError) error).unwrap(TypeMismatchException.class)) : error.getDefaultMessage());
    }

    private static String pathOf(ObjectError error) {
        return error instanceof FieldError field ? field.getField() : "";
    }

    /** {@code lines[0].quantity} as JSON pointer: {@code /lines/0/quantity}. */
    private static String pointerTo(ObjectError error) {
        String path = pathOf(error);
        return path.isEmpty() ? "" : "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
    }
}
